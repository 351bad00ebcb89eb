package dev.almanac.jobs.cli.run;

import dev.almanac.common.run.ScheduleRun;
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

/** Runs all jobs of a schedule. */
@Command(
        name = "run-schedule",
        description = {
            "Runs every job of a schedule that the domain has switched on, producers before consumers, in one session.",
            "A failed job stops only what depends on it."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac run-schedule daily --domain my-shop --at 2026-11-16T00:00")
public final class RunScheduleCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "hourly|daily|weekly", description = "The schedule.")
    private String schedule;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "TIME",
            description = "The windows' end, exclusive: in the domain's zone unless it has an offset.")
    private String at;

    @Mixin
    private DomainOptions options;

    @Spec
    private CommandSpec spec;

    public RunScheduleCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var due = TaskNames.requireSchedule(schedule);
        var config = options.load(context);
        var zone = config.settings().domain().zone();
        var end = new TimeOption("--at", at).in(zone);
        due.windowEnding(end, zone);
        try (var process = SparkProcess.open(context, config.settings(), Verbosity.of(spec))) {
            process.warnIfAhead(end);
            var domain = process.domain(config);
            if (domain.due(due).isEmpty()) {
                process.console().say("Domain %s has switched on no %s job.".formatted(domain.name(), schedule));
            }
            return ScheduleRun.exitCode(domain.run(due, end));
        }
    }
}
