package dev.almanac.jobs.cli.run;

import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Task;
import dev.almanac.common.run.Backfill;
import dev.almanac.common.run.ScheduleRun;
import dev.almanac.jobs.cli.options.DomainOptions;
import dev.almanac.jobs.cli.options.TimeOption;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.SparkProcess;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs jobs over a range of past windows. */
@Command(
        name = "backfill",
        description = {
            "Runs a job, or the jobs of a schedule, over a range of windows, with as few runs as give the same rows:",
            "a long range ingests once, and an hourly job runs once per day where the result is the same."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac backfill item-activity --domain my-shop --from 2026-11-01 --to 2026-11-15")
public final class BackfillCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "JOB|SCHEDULE", description = "A job, or hourly, daily or weekly.")
    private String name;

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "The first window's start.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "The last window's end, exclusive.")
    private String to;

    @Mixin
    private DomainOptions options;

    @Spec
    private CommandSpec spec;

    public BackfillCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var config = options.load(context);
        var zone = config.settings().domain().zone();
        var start = new TimeOption("--from", from).in(zone);
        var end = new TimeOption("--to", to).in(zone);
        Backfill.requireRange(name, start, end);
        var tasks = tasks(config);
        try (var process = SparkProcess.open(context, config.settings(), Verbosity.of(spec))) {
            process.warnIfAhead(end);
            return ScheduleRun.exitCode(process.domain(config).backfill(tasks, start, end));
        }
    }

    private List<Task<?>> tasks(DomainConfig config) {
        var schedule = TaskNames.schedule(name);
        var catalogue = context.catalogue();
        var named = catalogue.jobs().stream()
                .filter(task -> schedule.isPresent()
                        ? task.spec().schedule() == schedule.get()
                        : task.spec().name().equals(name))
                .toList();
        if (named.isEmpty() && schedule.isEmpty()) {
            throw TaskNames.neither(catalogue, name);
        }
        var tasks = named.stream().filter(task -> config.enabled(task.spec())).toList();
        if (tasks.isEmpty()) {
            var domain = config.settings().domain().name();
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "back-fill %s in domain %s".formatted(name, domain),
                    "the domain has not switched it on",
                    "Set enabled = true under jobs in conf/domains/%s.conf".formatted(domain));
        }
        return tasks;
    }
}
