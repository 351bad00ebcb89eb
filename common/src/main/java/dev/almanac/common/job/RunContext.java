package dev.almanac.common.job;

import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a job may know of the run it is part of.
 *
 * @param identity which run this is
 * @param window the logical time to compute
 * @param zone the domain's zone
 * @param seed where all randomness comes from; the same for the same job, domain and window
 * @param services what the runner offers while the job computes
 */
public record RunContext(RunIdentity identity, Window window, ZoneId zone, long seed, Services services) {

    /**
     * @param runId unique to this attempt; goes into provenance columns only
     * @param dryRun whether nothing may be changed
     */
    public record RunIdentity(String runId, String job, String domain, boolean dryRun) {}

    /** What the runner offers while the job computes. */
    public record Services(SparkSession spark, Progress progress, Memory memory, Stopwatch stopwatch) {
        /** Without a stopwatch: no time passes. */
        public Services(SparkSession spark, Progress progress, Memory memory) {
            this(spark, progress, memory, Stopwatch.STOPPED);
        }
    }

    /** For work that is given a budget of time. The one look at the clock that a job has: rows must not depend on it otherwise. */
    @FunctionalInterface
    public interface Stopwatch {
        /** Since the run started. */
        Duration elapsed();

        /** For tests of pure steps. */
        Stopwatch STOPPED = () -> Duration.ZERO;
    }

    /** Keeps a dataset that is dear to compute, so that a run started again after a crash finds it. */
    @FunctionalInterface
    public interface Memory {
        Dataset<Row> remember(String key, Supplier<Dataset<Row>> compute);

        /** Keeps nothing; for tests of pure steps. */
        Memory NONE = (key, compute) -> compute.get();
    }

    public String runId() {
        return identity.runId();
    }

    public String domain() {
        return identity.domain();
    }

    public boolean dryRun() {
        return identity.dryRun();
    }

    public SparkSession spark() {
        return services.spark();
    }

    public Progress progress() {
        return services.progress();
    }

    /**
     * The rows of {@code compute}, computed at most once for this job, window, settings and input versions, however
     * often the run crashes and is started again. The result is read from disk, so what several outputs share is
     * computed once.
     *
     * @param key names the step, lower-kebab-case
     */
    public Dataset<Row> remember(String key, Supplier<Dataset<Row>> compute) {
        return services.memory().remember(key, compute);
    }
}
