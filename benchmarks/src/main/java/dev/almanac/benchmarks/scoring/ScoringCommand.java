package dev.almanac.benchmarks.scoring;

import dev.almanac.benchmarks.BenchmarkOptions;
import dev.almanac.benchmarks.Machine;
import dev.almanac.common.config.SetOption;
import dev.almanac.jobs.cli.session.CommandContext;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code almanac benchmark scoring}. */
@Command(
        name = "scoring",
        description = {
            "Times the lists of every user beside MLlib's recommendForAllUsers, from the same factors.",
            "Both leave out exactly what a user has seen, and take turns in one warm session."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac benchmark scoring --users 20000 --items 10000")
public final class ScoringCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--users", paramLabel = "N", description = "Users (default: ${DEFAULT-VALUE}).")
    private int users = 20_000;

    @Option(names = "--items", paramLabel = "N", description = "Items (default: ${DEFAULT-VALUE}).")
    private int items = 10_000;

    @Option(names = "--seen", paramLabel = "N", description = "Items a user has seen (default: ${DEFAULT-VALUE}).")
    private int seen = 30;

    @Option(names = "--rank", paramLabel = "N", description = "Factors of a model (default: ${DEFAULT-VALUE}).")
    private int rank = 64;

    @Option(names = "--top", paramLabel = "N", description = "How long a list is (default: ${DEFAULT-VALUE}).")
    private int top = 20;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that are counted (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Mixin
    private BenchmarkOptions options;

    public ScoringCommand(CommandContext context) {
        this.context = context;
    }

    /**
     * The form of the JSON file: medians, in seconds.
     *
     * @param ratio MLlib's seconds by those of the lists
     * @param agreement the share of users for whom both list the same items
     */
    record Result(
            Machine machine,
            ScoringRace.Size size,
            double topListsSeconds,
            double mllibSeconds,
            double ratio,
            double agreement) {
        static Result of(Machine machine, ScoringRace.Size size, ScoringRace.Laps laps) {
            double ours = median(laps.topLists());
            double theirs = median(laps.mllib());
            return new Result(machine, size, ours, theirs, theirs / ours, laps.agreement());
        }

        private static double median(List<Double> laps) {
            return laps.stream().sorted().toList().get(laps.size() / 2);
        }
    }

    @Override
    public Integer call() {
        var machine = Machine.here();
        var size = new ScoringRace.Size(users, items, seen, rank, top);
        var spark =
                options.session(options.config(context, new SetOption("spark.master", "local[2]", "the benchmark")));
        var race = new ScoringRace(spark, size, options.progress());
        var result = Result.of(machine, size, race.run(1, rounds));
        print(result);
        options.save(result);
        return 0;
    }

    private void print(Result result) {
        var out = options.out();
        out.println(result.machine().line());
        out.printf(
                Locale.ROOT, "%,d users x %,d items, rank %d, top %d without what was seen%n", users, items, rank, top);
        out.printf(Locale.ROOT, "%-40s %8.1f s%n", "lists of the nightly job", result.topListsSeconds());
        out.printf(Locale.ROOT, "%-40s %8.1f s%n", "recommendForAllUsers, seen filtered", result.mllibSeconds());
        out.printf(Locale.ROOT, "%-40s %8.2f%n", "ratio", result.ratio());
        out.printf(Locale.ROOT, "%-40s %8.4f%n", "users with the same items", result.agreement());
        out.flush();
    }
}
