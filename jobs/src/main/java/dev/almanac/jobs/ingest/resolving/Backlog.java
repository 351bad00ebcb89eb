package dev.almanac.jobs.ingest.resolving;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.ingest.rows.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What earlier runs left behind, in brief: for which tables rows wait and since when, and which tables lost rows. It
 * spares the runs in which nothing of it matters the work of looking at it.
 */
final class Backlog {
    private final List<Row> entries;

    private Backlog(List<Row> entries) {
        this.entries = entries;
    }

    /** Sums up the tables pending and tombstones in one query; a row per table and source comes to the driver. */
    static Backlog of(Dataset<Row> pending, Dataset<Row> tombstones) {
        var waiting =
                pending.groupBy("target", "source").agg(min("waiting_since").as("since"));
        var buried = tombstones
                .select("target")
                .distinct()
                .select(
                        col("target"),
                        lit("").as("source"),
                        Rows.none(DataTypes.TimestampType).as("since"));
        return new Backlog(waiting.union(buried).collectAsList());
    }

    /** Whether any row was ever deleted from a table. */
    boolean buried(Table table) {
        return entries.stream().anyMatch(row -> row.getString(0).equals(table.name()) && row.isNullAt(2));
    }

    /**
     * Whether the rows that wait for a table are to be tried: it or a parent of it may get rows in this run, or the
     * grace of one of them is over.
     *
     * @param moving the tables that may get rows
     * @param parents the table's parents
     * @param grace how long rows wait, by source
     */
    boolean isDue(Table table, Set<Table> moving, Set<Table> parents, Map<String, Duration> grace, Instant now) {
        var waiting = entries.stream()
                .filter(row -> row.getString(0).equals(table.name()) && !row.isNullAt(2))
                .toList();
        boolean moved = moving.contains(table) || parents.stream().anyMatch(moving::contains);
        return !waiting.isEmpty()
                && (moved
                        || waiting.stream()
                                .anyMatch(row -> !row.getTimestamp(2)
                                        .toInstant()
                                        .plus(grace.getOrDefault(row.getString(1), Duration.ZERO))
                                        .isAfter(now)));
    }
}
