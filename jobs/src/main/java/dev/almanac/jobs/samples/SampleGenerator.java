package dev.almanac.jobs.samples;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.DomainSettings;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.job.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Makes source files of a domain from its plan and word lists. People have planted tastes, items a planted appeal and
 * a lifetime; everything else, down to the deliberate faults, is drawn by hashes of the seed, so the same request gives
 * the same bytes on any number of partitions.
 */
public final class SampleGenerator {
    private static final List<String> PARALLELISM =
            List.of("spark.sql.shuffle.partitions", "spark.sql.leafNodeDefaultParallelism");

    private final SparkSession spark;
    private final Progress progress;

    public SampleGenerator(SparkSession spark, Progress progress) {
        // Expressions of the plan see UTC whatever the caller's session is set to.
        this.spark = spark.newSession();
        this.spark.conf().set("spark.sql.session.timeZone", "UTC");
        for (String setting : PARALLELISM) {
            spark.conf().getOption(setting).foreach(value -> {
                this.spark.conf().set(setting, value);
                return null;
            });
        }
        this.progress = progress;
    }

    /**
     * Writes every source of the domain, and the truth if asked.
     *
     * @return the files, by path
     * @throws AlmanacException of kind CONFIG if the plan or a word list is wrong, of kind CAN_PASS if a file cannot
     *     be replaced
     */
    public List<GeneratedFile> generate(GenerateRequest request) {
        try {
            return write(request);
        } catch (Exception failed) {
            // What a task refuses arrives wrapped in a Spark exception, which is a checked one though undeclared.
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof AlmanacException refused) {
                    throw refused;
                }
            }
            throw failed;
        }
    }

    private List<GeneratedFile> write(GenerateRequest request) {
        Path domains = request.conf().resolve("domains");
        GeneratorPlan plan = plan(domains, request.domain());
        Calendar calendar =
                new Calendar(plan.calendar(), domain(domains, request.domain()).zone());
        LatentRows latent = new LatentRows(spark, plan, request.size(), request.seed(), calendar);
        WordLists words = WordLists.read(domains.resolve(request.domain()).resolve("words"));
        SampleRows rows = new SampleRows(plan, latent, new DrawColumns(request.seed(), words));
        Landings landings = new Landings(calendar);
        var sources = new TreeMap<>(plan.sources());
        if (request.withTruth()) {
            sources.putAll(Truth.sources(plan));
        }
        // All plans are analysed before the first file is touched: a wrong one leaves everything as it was.
        Map<String, SourceLines> lines = new TreeMap<>();
        sources.forEach((name, source) ->
                lines.put(name, new SourceLines(name, source, rows.of(name, source.from()), landings, request.seed())));
        List<GeneratedFile> files = new ArrayList<>();
        lines.forEach((name, made) -> {
            progress.doing("writing " + name + " (" + files.size() + " files so far)");
            String pattern = sources.get(name).file();
            files.addAll(
                    new SourceFiles(request.out(), pattern, landings.labels(), made.headers()).write(made.lines()));
        });
        return files.stream().sorted().toList();
    }

    private static GeneratorPlan plan(Path domains, String domain) {
        var file = ConfigLoader.file(domains.resolve(domain).resolve("generator.conf"));
        return ConfigBinder.bindOrThrow(file.root(), GeneratorPlan.class);
    }

    private static DomainSettings domain(Path domains, String domain) {
        var file = ConfigLoader.file(domains.resolve(domain + ".conf"));
        return ConfigBinder.bindOrThrow(file.at("domain"), DomainSettings.class);
    }
}
