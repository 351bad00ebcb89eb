package dev.almanac.common.session;

import dev.almanac.common.config.SparkSettings;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session. Opening one costs seconds, so a process opens one for all it does. */
public final class Sessions {
    private Sessions() {}

    /**
     * Opens a session with the configured master and settings; under {@code spark-submit} the master is the one given
     * there.
     *
     * @param name shown in Spark's own pages and logs
     */
    public static SparkSession open(SparkSettings settings, String name) {
        var builder = SparkSession.builder().appName(name);
        // spark-submit passes its master on as a property, which the builder would overrule.
        settings.master()
                .filter(master -> System.getProperty("spark.master") == null)
                .ifPresent(builder::master);
        settings.conf().forEach(builder::config);
        return builder.getOrCreate();
    }
}
