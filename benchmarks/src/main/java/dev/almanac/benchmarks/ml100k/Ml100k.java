package dev.almanac.benchmarks.ml100k;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code almanac benchmark ml-100k}. */
@Command(
        name = "ml-100k",
        description = "Ranks MovieLens 100K by the protocol of the LF Recommenders table and prints both side by side.",
        mixinStandardHelpOptions = true)
public final class Ml100k implements Callable<Integer> {
    /** Settings that facts on this data set name as good; the search of a later issue finds its own. */
    private static final ImplicitAls RECIPE = new ImplicitAls(32, 15, 1, 0.1, 4);

    @Option(names = "--data", required = true, description = "The folder with u.data.")
    private Path data;

    @Option(names = "--json", description = "Also write the result to this file.")
    private Path json;

    @Option(names = "--seeds", split = ",", description = "Seeds of the models (default: ${DEFAULT-VALUE}).")
    private List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var ratings = Rating.read(data);
        var spark = session();
        var result =
                new Benchmark(spark, ratings, what -> say(spec.commandLine().getErr(), what)).run(RECIPE, seeds);
        print(result, out);
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), result);
        }
        return 0;
    }

    private static void say(PrintWriter err, String what) {
        err.println(what);
        err.flush();
    }

    private static SparkSession session() {
        var builder = SparkSession.builder().appName("almanac benchmark ml-100k");
        if (System.getProperty("spark.master") == null) {
            builder.master("local[*]").config("spark.ui.enabled", false).config("spark.sql.shuffle.partitions", 4);
        }
        return builder.getOrCreate();
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
