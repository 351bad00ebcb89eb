package dev.almanac.benchmarks.publication;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.date;
import static dev.almanac.common.contract.Column.real;
import static dev.almanac.common.contract.Column.string;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;

import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSettings;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Window;
import dev.almanac.common.run.GroupTables;
import dev.almanac.common.run.RunEnvironment;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.Runner;
import dev.almanac.common.run.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a published run costs beside a bare Delta overwrite of the same rows, alternately and in the same warm session.
 */
final class PublicationCost {
    private static final Duration ANY = Duration.ofDays(2);
    private static final Instant FIRST_DAY = Instant.parse("2026-01-02T00:00:00Z");

    static final Table READINGS = Table.named("readings")
            .purpose("Rows to publish.")
            .grain("one row per day and sensor")
            .columns(
                    date("day").required().comment("The day."),
                    bigint("sensor").required().comment("The sensor."),
                    string("place").comment("Where it is."),
                    real("value").comment("What it read."))
            .key("day", "sensor")
            .check("value_in_range", "value >= 0 AND value <= 1")
            .replaceAll()
            .group(new Group("readings", "For the benchmark."))
            .owner("readings")
            .freshWithin(ANY)
            .declare();

    private record Settings() {}

    private record Readings(Dataset<Row> rows) implements Job<Settings> {
        @Override
        public JobSpec<Settings> spec() {
            return JobSpec.daily("readings", "Publishes rows.", Settings.class).writes(READINGS);
        }

        @Override
        public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
            return Outputs.of(READINGS, rows);
        }
    }

    private record NoSettings() implements JobSettings {
        @Override
        public <S> S settingsOf(JobSpec<S> spec) {
            return spec.settings().cast(new Settings());
        }

        @Override
        public boolean enabled(JobSpec<?> spec) {
            return true;
        }

        @Override
        public String settingsHash(JobSpec<?> spec) {
            return "none";
        }
    }

    /**
     * Medians in milliseconds.
     *
     * @param steps from one step of a run to the next, by the name of the later
     */
    record Medians(long bareOverwrite, long publishedRun, Map<String, Long> steps) {
        /** How many bare overwrites a published run costs. */
        double ratio() {
            return (double) publishedRun / bareOverwrite;
        }
    }

    /** Collects how long each step took. */
    private static final class Stopwatch implements RunObserver {
        private final Map<String, List<Long>> taken = new LinkedHashMap<>();
        private long last;

        @Override
        public void passed(Step step) {
            long now = System.nanoTime();
            taken.computeIfAbsent(step.kind().name().toLowerCase(Locale.ROOT), kind -> new ArrayList<>())
                    .add(now - last);
            last = now;
        }
    }

    private final RunEnvironment environment;
    private final Progress progress;

    PublicationCost(RunEnvironment environment, Progress progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /**
     * Publishes the rows for one day after the other.
     *
     * @param warmUp rounds that are not counted
     */
    Medians measure(int rowCount, int warmUp, int rounds) {
        var rows = rows(environment.spark(), rowCount).cache();
        var bare = new ArrayList<Long>();
        var published = new ArrayList<Long>();
        var stopwatch = new Stopwatch();
        for (int round = 0; round < warmUp + rounds; round++) {
            if (round == warmUp) {
                bare.clear();
                published.clear();
                stopwatch.taken.clear();
            }
            progress.doing("round %d of %d".formatted(round + 1, warmUp + rounds));
            bare.add(timed(() -> overwrite(rows)));
            var window = Schedule.DAILY.windowEnding(FIRST_DAY.plus(Duration.ofDays(round)), ZoneOffset.UTC);
            stopwatch.last = System.nanoTime();
            published.add(timed(() -> publish(rows, window, stopwatch)));
        }
        var steps = new LinkedHashMap<String, Long>();
        stopwatch.taken.forEach((step, nanos) -> steps.put(step, medianMillis(nanos)));
        rows.unpersist();
        return new Medians(medianMillis(bare), medianMillis(published), steps);
    }

    private static Dataset<Row> rows(SparkSession spark, int count) {
        return spark.range(count)
                .select(
                        lit(java.sql.Date.valueOf(LocalDate.of(2026, 1, 1))).as("day"),
                        col("id").as("sensor"),
                        concat(lit("place "), col("id").mod(40).cast("string")).as("place"),
                        rand(1).as("value"));
    }

    private void overwrite(Dataset<Row> rows) {
        var path = new org.apache.hadoop.fs.Path(environment.warehouse().home(), "bare").toString();
        rows.write().format("delta").mode("overwrite").save(path);
    }

    private void publish(Dataset<Row> rows, Window window, RunObserver observer) {
        var runner = new Runner(environment, new NoSettings(), new GroupTables(List.of(READINGS)), observer);
        var report = runner.run(new Readings(rows), window);
        report.outcome().error().ifPresent(error -> {
            throw error;
        });
    }

    private static long timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static long medianMillis(List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1_000_000;
    }
}
