package dev.almanac.common.config;

import java.util.Map;
import java.util.Optional;

/**
 * How the Spark session is opened.
 *
 * @param master absent where {@code spark-submit} names it
 * @param conf Spark's own settings by their full names
 */
public record SparkSettings(Optional<String> master, Map<String, String> conf) {
    public SparkSettings {
        for (var key : conf.keySet()) {
            Require.that(
                    key.startsWith("spark."),
                    "conf",
                    "{ \"" + key + "\" }",
                    "must have only keys that begin with 'spark.'");
        }
    }
}
