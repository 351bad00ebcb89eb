package dev.almanac.jobs.ingest.resolving;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.almanac.jobs.ingest.rows.Rows;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * As of which moment each snapshot source was taken.
 *
 * @param taken the newest snapshot that earlier runs took, by source
 * @param arriving the newest one among this run's files, by source
 */
public record Snapshots(Map<String, Instant> taken, Map<String, Instant> arriving) {

    /** Whether a row stems from a snapshot that a newer one has replaced, or that was no newer when it came. */
    Column isStale() {
        var stale = when(lit(false), lit(true));
        var newest = new HashMap<>(taken);
        arriving.forEach((source, time) -> newest.merge(source, time, (one, two) -> one.isAfter(two) ? one : two));
        for (var source : newest.entrySet()) {
            var late = col(Rows.LANDED).lt(lit(Timestamp.from(source.getValue())));
            var known = taken.get(source.getKey());
            if (known != null) {
                late = late.or(col(Rows.FRESH).and(col(Rows.LANDED).leq(lit(Timestamp.from(known)))));
            }
            stale = stale.when(col(Rows.SOURCE).equalTo(source.getKey()), late);
        }
        return stale.otherwise(lit(false));
    }

    /** Whether this run brings a newer snapshot of a source. */
    boolean brings(String source) {
        var time = arriving.get(source);
        var known = taken.get(source);
        return time != null && (known == null || time.isAfter(known));
    }
}
