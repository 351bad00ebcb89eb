package dev.almanac.common.run;

import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.job.Effects;
import dev.almanac.common.lake.DeltaTables;
import dev.almanac.common.lake.Warehouse;
import java.time.Clock;
import org.apache.spark.sql.SparkSession;

/** Puts together the world a configured domain's runs take place in. */
public final class DomainRuns {
    private DomainRuns() {}

    /**
     * @param codeVersion the build, for the records
     */
    public static RunEnvironment environment(SparkSession spark, DomainConfig config, String codeVersion) {
        var settings = config.settings();
        var hadoop = spark.sparkContext().hadoopConfiguration();
        var warehouse =
                Warehouse.at(settings.warehouse().path(), settings.domain().name(), hadoop);
        var tables = new DeltaTables(spark, warehouse, settings.warehouse().rollbackWindow());
        var retries = new RunEnvironment.Retries(
                settings.retries().attempts(),
                settings.retries().firstDelay(),
                settings.retries().maxDelay());
        var policy = new RunEnvironment.Policy(settings.warehouse().lease(), retries, codeVersion, Clock.systemUTC());
        return new RunEnvironment(spark, warehouse, tables, settings.domain().zone(), policy, Effects.NONE);
    }
}
