package dev.almanac.common.run;

import dev.almanac.common.job.Effects;
import dev.almanac.common.lake.DeltaTables;
import dev.almanac.common.lake.Lake;
import dev.almanac.common.lake.Warehouse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.spark.sql.SparkSession;

/**
 * The world a domain's runs take place in.
 *
 * @param spark the session
 * @param lake the domain's tables and records
 * @param zone the domain's zone
 * @param policy how runs behave
 * @param effects the ports actions act through
 */
public record RunEnvironment(SparkSession spark, Lake lake, ZoneId zone, Policy policy, Effects effects) {

    public Warehouse warehouse() {
        return lake.warehouse();
    }

    public DeltaTables tables() {
        return lake.tables();
    }

    /**
     * How runs behave.
     *
     * @param lease how long a run that stopped renewing keeps its group
     * @param retries for errors that can pass
     * @param codeVersion the build, for the records
     * @param clock wall-clock time for the records; never for logic
     */
    public record Policy(Duration lease, Retries retries, String codeVersion, Clock clock) {}

    /**
     * Exponential, with jitter.
     *
     * @param attempts how often to try again; none under a scheduler that retries itself
     */
    public record Retries(int attempts, Duration firstDelay, Duration maxDelay) {
        public static final Retries NONE = new Retries(0, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
}
