package dev.almanac.jobs.cli.run;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Task;
import dev.almanac.jobs.cli.options.DomainOptions;
import dev.almanac.jobs.cli.options.TimeOption;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.SparkProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one job. */
@Command(
        name = "run",
        description = "Runs one job for one window.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  almanac run recommend --domain my-shop --at 2026-11-16T00:00",
            "  almanac run ingest --domain my-shop --at 2026-11-22T13:00Z --dry-run"
        })
public final class RunCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "JOB", description = "The job; see 'almanac list'.")
    private String job;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "TIME",
            description = "The window's end, exclusive: in the domain's zone unless it has an offset.")
    private String at;

    @Option(names = "--dry-run", description = "Only say what would be read, written and decided.")
    private boolean dryRun;

    @Mixin
    private DomainOptions options;

    @Spec
    private CommandSpec spec;

    public RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var task = TaskNames.job(context.catalogue(), job);
        var config = options.load(context);
        var domain = config.settings().domain();
        if (!config.enabled(task.spec())) {
            throw switchedOff(task, domain.name());
        }
        var end = new TimeOption("--at", at).in(domain.zone());
        task.spec().schedule().windowEnding(end, domain.zone());
        try (var process = SparkProcess.open(context, config.settings(), Verbosity.of(spec))) {
            process.warnIfAhead(end);
            var open = process.domain(config);
            if (!dryRun) {
                return open.run(task, end).exitCode();
            }
            var report = open.dryRun(task, end);
            process.console().ended(report);
            if (report.succeeded()) {
                process.console().say(report.outcome().message().indent(2).stripTrailing());
            }
            return report.exitCode();
        }
    }

    private static AlmanacException switchedOff(Task<?> task, String domain) {
        var name = task.spec().name();
        return AlmanacException.cannot(
                Failure.CONFIG,
                "run %s in domain %s".formatted(name, domain),
                "the domain has not switched it on",
                "Set jobs.%s.enabled = true in conf/domains/%s.conf".formatted(name, domain));
    }
}
