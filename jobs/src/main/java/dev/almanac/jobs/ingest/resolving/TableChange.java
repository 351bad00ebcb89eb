package dev.almanac.jobs.ingest.resolving;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.ingest.rows.Outcome;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.tables.IngestTables;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;

/**
 * What resolved rows do to one clean table.
 *
 * @param table the clean table
 * @param present what it holds now
 * @param resolved the rows with their outcome
 * @param run the run that does it
 */
public record TableChange(Table table, Dataset<Row> present, Dataset<Row> resolved, RunContext run) {
    private static final String CONTENT = "__content";

    /** The rows that won and are there after the run. */
    Dataset<Row> kept() {
        return resolved.where(col(Rows.OUTCOME).equalTo(Outcome.KEPT.code()).and(not(col(Rows.DELETED))));
    }

    /** The deletions that take effect. */
    Dataset<Row> deletions() {
        return resolved.where(col(Rows.OUTCOME).equalTo(Outcome.KEPT.code()).and(col(Rows.DELETED)));
    }

    /** The rows to write, with the table's columns; of a snapshot only those that say something new. */
    public Dataset<Row> upserts(Snapshots snapshots) {
        var record = Source.recordColumns(table).stream()
                .map(column -> col(Rows.RECORD).getField(column.name()).as(column.name()));
        var columns = Stream.concat(
                        record,
                        Stream.of(
                                col(Rows.SOURCE).as("source"), lit(run.runId()).as("run_id")))
                .toArray(Column[]::new);
        var contract = Rows.columns(table.columnNames().toArray(String[]::new));
        var rows = kept().select(columns).select(contract);
        if (snapshots.arriving().isEmpty() || !Source.isVersioned(table)) {
            return rows;
        }
        var there = present.select(Rows.and(
                Rows.columns(table.key().toArray(String[]::new)), content().as(CONTENT)));
        var ofSnapshot = col("source").isin(snapshots.arriving().keySet().toArray());
        var keyAndContent =
                Stream.concat(table.key().stream(), Stream.of(CONTENT)).toArray(String[]::new);
        return rows.withColumn(CONTENT, when(ofSnapshot, content()))
                .join(there, keyAndContent, "left_anti")
                .select(contract);
    }

    /**
     * The keys of rows that are there and go: deleted, or missing from a newer snapshot. A snapshot with a row whose key
     * cannot be read, or without a single good row, takes nothing away: what is missing from it may be just that row.
     */
    public Dataset<Row> deletedKeys(Snapshots snapshots) {
        var key = table.key().toArray(String[]::new);
        var deleted = deletions().select(recordKey());
        var gone = present.join(deleted, key, "left_semi").select(Rows.columns(key));
        for (var source : snapshots.arriving().keySet()) {
            if (snapshots.brings(source)) {
                gone = gone.union(missingFrom(source, snapshots.arriving().get(source)));
            }
        }
        return gone.distinct();
    }

    private Dataset<Row> missingFrom(String source, Instant taken) {
        var key = table.key().toArray(String[]::new);
        var keyless = Stream.of(recordKey()).map(Column::isNull).reduce(lit(false), Column::or);
        var ofSnapshot = resolved.where(isOf(source, taken).and(col(Rows.FRESH)));
        var doubt = ofSnapshot.where(keyless).limit(1).select(lit(1).as("__doubt"));
        var older = col(Rows.SOURCE).equalTo(source).and(col(Rows.LANDED).lt(lit(Timestamp.from(taken))));
        var good = kept().where(isOf(source, taken)).limit(1).select(lit(1).as("__good"));
        return present.where(col("source").equalTo(source))
                .select(Rows.columns(key))
                .join(resolved.where(not(older)).select(recordKey()), key, "left_anti")
                .join(doubt, lit(true), "left_anti")
                .join(good, lit(true), "left_semi");
    }

    /** Whether a row is of this very snapshot: other files of its source may be broken, or older and bad. */
    private static Column isOf(String source, Instant taken) {
        return col(Rows.SOURCE).equalTo(source).and(col(Rows.LANDED).equalTo(lit(Timestamp.from(taken))));
    }

    /** The days, in the domain's zone, on which rows came or went; none for tables without an event time. */
    public Dataset<Row> touchedDays(Dataset<Row> deletedKeys) {
        var time = table.eventTime().orElseThrow();
        var key = table.key().toArray(String[]::new);
        var zone = run.zone().getId();
        var came = kept().select(to_date(from_utc_timestamp(col(Rows.RECORD).getField(time), zone))
                .as("day"));
        var went = present.join(deletedKeys, key, "left_semi")
                .select(to_date(from_utc_timestamp(col(time), zone)).as("day"));
        return came.union(went)
                .distinct()
                .select(
                        lit(table.name()).as("target"),
                        col("day"),
                        lit(Timestamp.from(run.window().end())).as("last_touched"),
                        lit(run.runId()).as("run_id"));
    }

    /** The graves of the rows that go, with the source's time of the deletion. */
    public Dataset<Row> tombstones(Snapshots snapshots) {
        var happened =
                table.eventTime().map(time -> col(Rows.RECORD).getField(time)).orElse(col(Rows.LANDED));
        var deleted = deletions()
                .select(
                        IngestTables.keyHash(recordKey()).as("key_hash"),
                        col(Rows.SOURCE).as("source"),
                        coalesce(col(Rows.VERSION), happened, col(Rows.LANDED)).as("deleted_at"));
        for (var source : snapshots.arriving().entrySet()) {
            if (snapshots.brings(source.getKey())) {
                deleted = deleted.union(missingFrom(source.getKey(), source.getValue())
                        .select(
                                IngestTables.keyHash(Rows.columns(table.key().toArray(String[]::new)))
                                        .as("key_hash"),
                                lit(source.getKey()).as("source"),
                                lit(Timestamp.from(source.getValue())).as("deleted_at")));
            }
        }
        return deleted.select(
                lit(table.name()).as("target"),
                col("key_hash"),
                col("source"),
                col("deleted_at"),
                lit(run.runId()).as("run_id"));
    }

    private Column[] recordKey() {
        return table.key().stream()
                .map(name -> col(Rows.RECORD).getField(name).as(name))
                .toArray(Column[]::new);
    }

    /** All that a row says, but for when it was said and which run wrote it. */
    private Column content() {
        var parts = new ArrayList<Column>();
        for (var column : table.contentColumns()) {
            if (!column.name().equals(Source.UPDATED_AT)) {
                var value = col(column.name());
                parts.add(
                        column.type() instanceof MapType
                                ? array_sort(map_entries(value)).as(column.name())
                                : value);
            }
        }
        return sha2(to_json(struct(parts.toArray(Column[]::new))), 256);
    }
}
