package dev.almanac.benchmarks.ml100k;

import dev.almanac.benchmarks.BenchmarkOptions;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.search.Explored;
import dev.almanac.jobs.recommend.search.Search;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code almanac benchmark ml-100k}. */
@Command(
        name = "ml-100k",
        description = "Ranks MovieLens 100K by the protocol of the LF Recommenders table and prints both side by side.",
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac benchmark ml-100k --data ../shared/data/ml-100k --json ml-100k.json")
public final class Ml100k implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder with u.data.")
    private Path data;

    @Option(names = "--seeds", split = ",", paramLabel = "N", description = "Seeds of the models (default: 1,2,3,4,5).")
    private List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L);

    @Option(
            names = "--trials",
            paramLabel = "N",
            description =
                    "Choose the settings of every algorithm, and a blend of them, by so many trials inside the training"
                            + " part (default: 0, settings that are known to be good).")
    private int trials;

    @Option(
            names = "--split",
            paramLabel = "WAY",
            converter = Way.Converter.class,
            description =
                    "What has to be found: a quarter of the ratings of each item (the published protocol) or of each"
                            + " user, the last ten of each user, or the last quarter of all: item, user, last-n or time (default:"
                            + " ${DEFAULT-VALUE}).")
    private Way split = Way.ITEM;

    @Mixin
    private BenchmarkOptions options;

    public Ml100k(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var ratings = Rating.read(data);
        var spark = options.session(options.config(context));
        var benchmark = new Benchmark(spark, ratings, split, options.progress());
        var recipes = trials == 0 ? List.<Recommender>of(recipe()) : benchmark.searched(plan());
        var result = benchmark.run(recipes, seeds);
        print(result, options.out());
        options.save(result);
        return 0;
    }

    /**
     * Settings that are known to be good on this data set. Not a constant: every command line loads this class, and the
     * recipe's would start Spark's logging on the console.
     */
    private static ImplicitAls recipe() {
        return new ImplicitAls(32, 15, 1, 0.1, 4);
    }

    /** There is no text and no time in the ratings' protocol, so what needs them is left out. */
    private Search.Plan plan() {
        var algorithms = List.of(Explored.IMPLICIT_ALS, Explored.EXPLICIT_ALS, Explored.ITEM_NEIGHBOURS);
        return new Search.Plan(trials, Math.max(1, trials / 3), algorithms, seeds.get(0));
    }

    private static void print(Result result, PrintWriter out) {
        out.printf("%-22s %9s %9s %9s %9s %8s %8s%n", "", "MAP@10", "nDCG@10", "P@10", "R@10", "train s", "score s");
        for (var row : result.rows()) {
            var name = row.algorithm() + (row.seed() == 0 ? "" : ", seed " + row.seed());
            out.printf(
                    Locale.ROOT,
                    "%s %8.1f %8.1f%n",
                    figures(name, row.score()),
                    row.trainSeconds(),
                    row.scoreSeconds());
        }
        for (var row : result.published()) {
            out.println(figures(row.algorithm() + " (published)", row.score()));
        }
        out.flush();
    }

    private static String figures(String name, Score score) {
        return String.format(
                Locale.ROOT,
                "%-22s %9.6f %9.6f %9.6f %9.6f",
                name,
                score.map(),
                score.ndcg(),
                score.precision(),
                score.recall());
    }
}
