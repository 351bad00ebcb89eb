package dev.almanac.benchmarks.serving;

import dev.almanac.benchmarks.BenchmarkOptions;
import dev.almanac.benchmarks.Machine;
import dev.almanac.benchmarks.WorkFolder;
import dev.almanac.common.config.SetOption;
import dev.almanac.common.run.DomainRuns;
import dev.almanac.common.run.GroupTables;
import dev.almanac.jobs.cli.session.CommandContext;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code almanac benchmark serving}. */
@Command(
        name = "serving",
        description = {
            "Times reading one user's list out of the published tables, without Spark, as docs/serving.md shows it.",
            "The lists are generated; they are published by a real run."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac benchmark serving --users 50000")
public final class ServingCommand implements Callable<Integer> {
    private static final double MIB = 1 << 20;

    private final CommandContext context;

    @Option(names = "--users", paramLabel = "N", description = "Users with a list (default: ${DEFAULT-VALUE}).")
    private int users = 50_000;

    @Option(names = "--top", paramLabel = "N", description = "How long a list is (default: ${DEFAULT-VALUE}).")
    private int top = 10;

    @Option(names = "--reads", paramLabel = "N", description = "Reads of each kind (default: ${DEFAULT-VALUE}).")
    private int reads = 200;

    @Mixin
    private BenchmarkOptions options;

    public ServingCommand(CommandContext context) {
        this.context = context;
    }

    /** The form of the JSON file; times in milliseconds. */
    record Result(Machine machine, ServingTimes.Figures figures) {}

    @Override
    public Integer call() {
        var machine = Machine.here();
        try (var folder = WorkFolder.make()) {
            var config = options.config(
                    context, new SetOption("warehouse.path", folder.path().toString(), "the benchmark"));
            var environment = DomainRuns.environment(
                    options.session(config), config, new GroupTables(ServingTimes.TABLES), "benchmark");
            var size = new GeneratedLists.Settings(users, top, 1);
            var result = new Result(machine, new ServingTimes(environment, options.progress()).measure(size, reads));
            print(result);
            options.save(result);
        }
        return 0;
    }

    private void print(Result result) {
        var out = options.out();
        var figures = result.figures();
        out.println(result.machine().line());
        out.printf(
                Locale.ROOT,
                "%,d rows in %d files of together %.1f MiB%n",
                figures.rows(),
                figures.files(),
                figures.bytes() / MIB);
        out.printf(Locale.ROOT, "%-36s %10s %10s%n", "", "median ms", "99% ms");
        figures.times()
                .forEach((what, times) ->
                        out.printf(Locale.ROOT, "%-36s %10.1f %10.1f%n", what, times.median(), times.p99()));
        out.flush();
    }
}
