package dev.almanac.benchmarks.publication;

import dev.almanac.benchmarks.BenchmarkOptions;
import dev.almanac.benchmarks.Machine;
import dev.almanac.benchmarks.WorkFolder;
import dev.almanac.common.config.SetOption;
import dev.almanac.common.run.DomainRuns;
import dev.almanac.common.run.GroupTables;
import dev.almanac.jobs.cli.session.CommandContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code almanac benchmark publication}. */
@Command(
        name = "publication",
        description = {
            "Times a published run beside a bare Delta overwrite of the same rows.",
            "The run is whole: lease, records, staging, audit, commit. Both take turns in one warm session."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac benchmark publication")
public final class PublicationCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table (default: ${DEFAULT-VALUE}).")
    private int rows = 4000;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Rounds that are not counted (default: ${DEFAULT-VALUE}).")
    private int warmUp = 10;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that are counted (default: ${DEFAULT-VALUE}).")
    private int rounds = 15;

    @Mixin
    private BenchmarkOptions options;

    public PublicationCommand(CommandContext context) {
        this.context = context;
    }

    /**
     * The form of the JSON file: medians, in milliseconds.
     *
     * @param ratio published run by bare overwrite
     * @param steps from one step of the run to the next, by the name of the later
     */
    record Result(
            Machine machine,
            int rows,
            long bareOverwriteMs,
            long publishedRunMs,
            double ratio,
            Map<String, Long> steps) {
        static Result of(Machine machine, int rows, PublicationCost.Medians medians) {
            return new Result(
                    machine, rows, medians.bareOverwrite(), medians.publishedRun(), medians.ratio(), medians.steps());
        }
    }

    @Override
    public Integer call() {
        var machine = Machine.here();
        try (var folder = WorkFolder.make()) {
            var config = options.config(
                    context, new SetOption("warehouse.path", folder.path().toString(), "the benchmark"));
            var environment = DomainRuns.environment(
                    options.session(config), config, new GroupTables(List.of(PublicationCost.READINGS)), "benchmark");
            var cost = new PublicationCost(environment, options.progress());
            var result = Result.of(machine, rows, cost.measure(rows, warmUp, rounds));
            print(result);
            options.save(result);
        }
        return 0;
    }

    private void print(Result result) {
        var out = options.out();
        out.println(result.machine().line());
        out.printf(Locale.ROOT, "%-28s %6d ms%n", "bare Delta overwrite", result.bareOverwriteMs());
        out.printf(Locale.ROOT, "%-28s %6d ms%n", "published run", result.publishedRunMs());
        result.steps().forEach((step, millis) -> out.printf(Locale.ROOT, "  %-26s %6d ms%n", "to " + step, millis));
        out.printf(Locale.ROOT, "%-28s %6.2f%n", "ratio", result.ratio());
        out.flush();
    }
}
