package dev.almanac.common.lake;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Settings of the session that hold for one piece of work only. */
final class SessionSettings {
    private SessionSettings() {}

    static void during(SparkSession spark, Map<String, String> settings, Runnable work) {
        var before = new TreeMap<String, String>();
        settings.keySet().forEach(key -> {
            if (spark.conf().getOption(key).isDefined()) {
                before.put(key, spark.conf().get(key));
            }
        });
        settings.forEach(spark.conf()::set);
        try {
            work.run();
        } finally {
            settings.keySet().forEach(spark.conf()::unset);
            before.forEach(spark.conf()::set);
        }
    }
}
