package dev.almanac.common.run;

import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.job.Effects;
import dev.almanac.common.lake.DeltaMaintenance;
import dev.almanac.common.lake.GroupControl;
import dev.almanac.common.lake.Lake;
import dev.almanac.common.lake.TableMaintenance;
import dev.almanac.common.lake.Warehouse;
import java.time.Clock;
import org.apache.spark.sql.SparkSession;

/** Puts together the world a configured domain's runs take place in. */
public final class DomainRuns {
    private DomainRuns() {}

    /**
     * @param groups every table there is, for the actions that keep them
     * @param codeVersion the build, for the records
     */
    public static RunEnvironment environment(
            SparkSession spark, DomainConfig config, GroupTables groups, String codeVersion) {
        var settings = config.settings();
        var hadoop = spark.sparkContext().hadoopConfiguration();
        var warehouse =
                Warehouse.at(settings.warehouse().path(), settings.domain().name(), hadoop);
        var lake = Lake.open(spark, warehouse, settings.warehouse().rollbackWindow());
        var retries = new RunEnvironment.Retries(
                settings.retries().attempts(),
                settings.retries().firstDelay(),
                settings.retries().maxDelay());
        var policy = new RunEnvironment.Policy(settings.warehouse().lease(), retries, codeVersion, Clock.systemUTC());
        var maintenance = new DeltaMaintenance(lake, groups.all(), limits(config));
        var effects = Effects.of(TableMaintenance.class, maintenance);
        return new RunEnvironment(spark, lake, settings.domain().zone(), policy, effects);
    }

    /** How far back the domain's groups can be rolled back, and how long their leases hold. */
    public static GroupControl.Limits limits(DomainConfig config) {
        var warehouse = config.settings().warehouse();
        return new GroupControl.Limits(warehouse.rollbackWindow(), warehouse.lease(), Clock.systemUTC());
    }
}
