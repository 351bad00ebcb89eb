package dev.almanac.jobs.ingest.resolving;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.contract.Table;
import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.ingest.rows.Outcome;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.tables.IngestTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * Decides what becomes of the rows for one clean table: one row wins each key, it is compared with what is there, and
 * waits if a parent is missing.
 *
 * @param table the clean table
 * @param present what it holds now
 * @param tombstones what was deleted from it, key hash and time, if anything was
 * @param parents the keys of each parent that rows of this table need, by the column that refers to it
 * @param policy what the sources say about order and patience
 */
record Resolution(
        Table table,
        Dataset<Row> present,
        Optional<Dataset<Row>> tombstones,
        Map<String, Dataset<Row>> parents,
        Policy policy) {
    private static final String PLACE = "__place";
    private static final String KEY = "__key_";
    private static final String HASH = "__hash";
    private static final String THERE = "__there";
    private static final String THERE_SINCE = "__there_since";
    private static final String BURIED = "__buried";
    private static final String STALE = "__stale";
    private static final String OUT_AT = "__out_at";

    /**
     * What the sources say.
     *
     * @param versioned whether the newest version of a key wins; otherwise its first row
     * @param grace how long rows of each source wait for a parent
     * @param snapshots which snapshots were taken
     * @param end the window's end
     */
    record Policy(boolean versioned, Map<String, Duration> grace, Snapshots snapshots, Instant end) {}

    /**
     * Adds {@link Rows#OUTCOME} and {@link Rows#MISSING}.
     *
     * @param candidates rows as the mapping yields them, with source, freshness and waiting time
     */
    Dataset<Row> resolve(Dataset<Row> candidates) {
        var columns = Rows.and(Rows.columns(candidates.columns()), Rows.columns(Rows.OUTCOME, Rows.MISSING));
        return candidates
                .withColumn(STALE, policy.snapshots().isStale())
                .transform(this::keyed)
                .transform(this::besideParents)
                .transform(this::ranked)
                .transform(this::besidePresent)
                .transform(this::decided)
                .select(columns);
    }

    /** Rows out of the running have no key. */
    private Dataset<Row> keyed(Dataset<Row> candidates) {
        var runs = col(Rows.REASON).isNull().and(not(col(STALE)));
        var keyed = candidates.withColumn(OUT_AT, when(not(runs), coalesce(col(Rows.LINE), lit(0))));
        for (var name : table.key()) {
            keyed = keyed.withColumn(KEY + name, when(runs, col(Rows.RECORD).getField(name)));
        }
        return keyed.withColumn(HASH, when(runs, IngestTables.keyHash(key())));
    }

    private Column[] key() {
        return table.key().stream().map(name -> col(KEY + name)).toArray(Column[]::new);
    }

    /** Rows out of the running have each a place of its own. */
    private Dataset<Row> ranked(Dataset<Row> keyed) {
        var window = Window.partitionBy(Rows.and(key(), col(OUT_AT))).orderBy(order());
        return keyed.withColumn(PLACE, row_number().over(window));
    }

    /**
     * The newest version wins, or else the first row: one that waits only until one with its parents comes. Total: no
     * two rows of a run share source, file, line and text unless they are the same row twice.
     */
    private Column[] order() {
        var first = new Column[] {
            col(Rows.DELETED).desc(),
            size(col(Rows.MISSING)).gt(0).asc(),
            col(Rows.WAITING_SINCE).asc_nulls_last(),
            col(Rows.LANDED).asc(),
            col(Rows.FILE).asc(),
            col(Rows.LINE).asc_nulls_last(),
            col(Rows.SOURCE).asc(),
            col(Rows.ROW).asc()
        };
        return policy.versioned()
                ? Stream.concat(Stream.of(col(Rows.VERSION).desc_nulls_last()), Stream.of(first))
                        .toArray(Column[]::new)
                : first;
    }

    private Dataset<Row> besidePresent(Dataset<Row> ranked) {
        Column since = Source.isVersioned(table) ? col(Source.UPDATED_AT) : Rows.none(DataTypes.TimestampType);
        var columns = new ArrayList<>(List.of(since.as(THERE_SINCE), lit(true).as(THERE)));
        table.key().forEach(name -> columns.add(col(name).as(KEY + name)));
        var there = present.select(columns.toArray(Column[]::new));
        var key = table.key().stream().map(KEY::concat).toArray(String[]::new);
        var beside = ranked.join(there, key, "left");
        if (tombstones.isEmpty()) {
            return beside.withColumn(BURIED, Rows.none(DataTypes.TimestampType));
        }
        var buried = tombstones
                .get()
                .where(col("target").equalTo(table.name()))
                .select(col("key_hash").as(HASH), col("deleted_at").as(BURIED));
        return beside.join(buried, new String[] {HASH}, "left");
    }

    private Dataset<Row> besideParents(Dataset<Row> rows) {
        var joined = rows;
        var missing = new ArrayList<Column>();
        for (var parent : parents.entrySet()) {
            var found = "__found_" + parent.getKey();
            var wanted = "__wanted_" + parent.getKey();
            var parentTable = Parents.tableOf(parent.getKey());
            var keys = parent.getValue()
                    .select(
                            col(Parents.keyOf(parentTable)).as(wanted),
                            lit(true).as(found));
            joined = joined.withColumn(
                            wanted, when(col(HASH).isNotNull(), col(Rows.RECORD).getField(parent.getKey())))
                    .join(keys, new String[] {wanted}, "left");
            missing.add(when(col(wanted).isNotNull().and(col(found).isNull()), parentTable.name()));
        }
        var names = missing.isEmpty()
                ? array().cast("array<string>")
                : array_compact(array(missing.toArray(Column[]::new)));
        return joined.withColumn(Rows.MISSING, names);
    }

    private Dataset<Row> decided(Dataset<Row> rows) {
        var now = policy.end().toEpochMilli() * 1000L;
        var since = coalesce(unix_micros(col(Rows.WAITING_SINCE)), lit(now));
        var patience = lit(0L);
        for (var grace : policy.grace().entrySet()) {
            patience = when(
                            col(Rows.SOURCE).equalTo(grace.getKey()),
                            grace.getValue().toMillis() * 1000)
                    .otherwise(patience);
        }
        var isOrphan = since.plus(patience).leq(lit(now));
        var waits = not(col(Rows.DELETED)).and(size(col(Rows.MISSING)).gt(0));
        var outcome = when(col(Rows.REASON).isNotNull(), Outcome.QUARANTINED.code())
                .when(col(STALE).or(col(PLACE).gt(1)).or(isOld()), Outcome.DUPLICATE.code())
                .when(waits.and(isOrphan), Outcome.QUARANTINED.code())
                .when(waits, Outcome.PENDING.code())
                .otherwise(Outcome.KEPT.code());
        var orphan = col(Rows.OUTCOME)
                .equalTo(Outcome.QUARANTINED.code())
                .and(col(Rows.REASON).isNull());
        // The detail first: it depends on there being no reason yet.
        return rows.withColumn(Rows.OUTCOME, outcome)
                .withColumn(
                        Rows.DETAIL,
                        when(orphan, concat(lit("not found: "), array_join(col(Rows.MISSING), ", ")))
                                .otherwise(col(Rows.DETAIL)))
                .withColumn(
                        Rows.REASON,
                        when(orphan, QuarantineReason.ORPHAN.code()).otherwise(col(Rows.REASON)));
    }

    /** Whether what is there, or was deleted, is at least as new. */
    private Column isOld() {
        if (!policy.versioned()) {
            return col(BURIED).isNotNull().or(col(THERE).isNotNull().and(not(col(Rows.DELETED))));
        }
        var version = col(Rows.VERSION);
        var asNew = col(THERE_SINCE)
                .gt(version)
                .or(col(THERE_SINCE).equalTo(version).and(not(col(Rows.DELETED))));
        return coalesce(asNew, lit(false)).or(coalesce(col(BURIED).geq(version), lit(false)));
    }
}
