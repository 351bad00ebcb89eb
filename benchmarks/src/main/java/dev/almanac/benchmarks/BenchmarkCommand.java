package dev.almanac.benchmarks;

import dev.almanac.benchmarks.ml100k.Ml100k;
import dev.almanac.benchmarks.occupations.OccupationsCommand;
import dev.almanac.benchmarks.publication.PublicationCommand;
import dev.almanac.benchmarks.scale.ScaleCommand;
import dev.almanac.benchmarks.schedule.ScheduleCommand;
import dev.almanac.benchmarks.scoring.ScoringCommand;
import dev.almanac.benchmarks.serving.ServingCommand;
import dev.almanac.jobs.cli.ContributedCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code almanac benchmark}: found by the command line through {@link java.util.ServiceLoader}. */
@Command(
        name = "benchmark",
        description = "Measures quality and cost beside peers, in the same run.",
        subcommands = {
            Ml100k.class,
            OccupationsCommand.class,
            ScoringCommand.class,
            PublicationCommand.class,
            ScheduleCommand.class,
            ServingCommand.class,
            ScaleCommand.class
        },
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND")
public final class BenchmarkCommand implements ContributedCommand {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
