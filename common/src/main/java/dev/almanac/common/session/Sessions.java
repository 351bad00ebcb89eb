package dev.almanac.common.session;

import dev.almanac.common.config.SparkSettings;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session. Opening one costs seconds, so a process opens one for all it does. */
public final class Sessions {
    /**
     * What pinned inputs, rollback and the repair after a killed run rest on, whatever the configuration says. By itself
     * Delta refuses to open a version whose commit is older than the table keeps replaced files, even where it was
     * replaced a minute ago and all of its files are there.
     */
    public static final Map<String, String> REQUIRED =
            Map.of("spark.databricks.delta.vacuum.enforceTimeTravelWithinDeletedFileRetentionDuration", "false");

    private static final String FOLDER_FOR_OTHERS = "spark.sql.warehouse.dir";

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
        // Every table has a folder of its own; Spark would still make one for others in the working directory.
        if (System.getProperty(FOLDER_FOR_OTHERS) == null) {
            builder.config(
                    FOLDER_FOR_OTHERS,
                    Path.of(System.getProperty("java.io.tmpdir"), "almanac-" + System.getProperty("user.name"))
                            .toString());
        }
        settings.conf().forEach(builder::config);
        REQUIRED.forEach(builder::config);
        return builder.getOrCreate();
    }
}
