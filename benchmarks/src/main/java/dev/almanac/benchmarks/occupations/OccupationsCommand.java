package dev.almanac.benchmarks.occupations;

import dev.almanac.benchmarks.BenchmarkOptions;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.recommend.content.ContentSimilarity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code almanac benchmark occupations}. */
@Command(
        name = "occupations",
        description = "Lists which real occupations the content model calls most similar, to be judged by reading.",
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac benchmark occupations --data ../shared/data/onet --like Carpenters")
public final class OccupationsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The folder with occupations.csv.gz, skills.csv.gz and technology.csv.gz.")
    private Path data;

    @Option(names = "--like", paramLabel = "TITLE", description = "An occupation; repeatable (default: six of them).")
    private List<String> like = List.of(
            "Registered Nurses",
            "Software Developers",
            "Accountants and Auditors",
            "Carpenters",
            "Chefs and Head Cooks",
            "Elementary School Teachers, Except Special Education");

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "How many are listed for each (default: ${DEFAULT-VALUE}).")
    private int top = 5;

    @Mixin
    private BenchmarkOptions options;

    public OccupationsCommand(CommandContext context) {
        this.context = context;
    }

    /** The form of the JSON file. */
    record Result(List<Likeness.Neighbourhood> rows) {}

    @Override
    public Integer call() {
        var spark = options.session(options.config(context));
        var items = new Occupations(spark, data).items();
        var likeness = new Likeness(spark, items, new ContentSimilarity(2, 1, 200), options.progress());
        var result = new Result(likeness.around(like, top));
        for (var row : result.rows()) {
            options.out().println(row.title() + ": " + line(row.alike()));
        }
        options.out().flush();
        options.save(result);
        return 0;
    }

    private static String line(List<Likeness.Alike> alike) {
        return alike.stream()
                .map(one -> String.format(Locale.ROOT, "%s %.2f", one.title(), one.score()))
                .collect(Collectors.joining("; "));
    }
}
