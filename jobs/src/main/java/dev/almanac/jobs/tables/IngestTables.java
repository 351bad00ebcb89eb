package dev.almanac.jobs.tables;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.date;
import static dev.almanac.common.contract.Column.flag;
import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.strings;
import static dev.almanac.common.contract.Column.timestamp;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.sha2;

import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.TableDraft;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** The books that ingest keeps: every file read, every row put aside, every deletion, every day touched. */
public final class IngestTables {
    private static final Duration PROMISE = Duration.ofHours(3);

    public static final Table INGEST_FILES = books("ingest_files")
            .purpose(
                    "Every source file that was read, with what became of its rows: rows in = kept + duplicates + pending + quarantined.")
            .grain("one row per source and file")
            .columns(
                    source(),
                    string("file").required().comment("The file's full path."),
                    bigint("bytes")
                            .required()
                            .comment("Its length when it was read.")
                            .unit("bytes"),
                    timestamp("landed_at")
                            .required()
                            .comment(
                                    "When it landed: its modification time when it was read, or the time in its name."),
                    flag("whole")
                            .required()
                            .comment("Whether all of it could be read; only a whole snapshot replaces one before it."),
                    bigint("rows_in")
                            .required()
                            .comment("Rows found in the file; a file that cannot be read counts as one."),
                    bigint("kept")
                            .required()
                            .comment("Rows that a clean table now holds, and deletions that took effect."),
                    bigint("duplicates")
                            .required()
                            .comment("Rows that repeat one that is kept or waits, or an older version of one."),
                    bigint("pending").required().comment("Rows that waited for a parent when the file was read."),
                    bigint("quarantined").required().comment("Rows put aside as bad when the file was read."),
                    strings("unknown_columns")
                            .personal()
                            .comment("Columns of the file that the source's mapping does not use."),
                    string("note").personal().comment("What was odd about the file as a whole."),
                    timestamp("window_end").required().comment("The window's end of the run that read it."),
                    CleanColumns.runId())
            .key("source", "file")
            .check("nothing_lost", "rows_in = kept + duplicates + pending + quarantined")
            .upsert()
            .declare();

    public static final Table QUARANTINE = books("quarantine")
            .purpose("Rows that could not be taken, as they stood in their file, with the reason.")
            .grain("one row per bad row")
            .columns(
                    string("quarantine_id").required().comment("Hash of source, file, line and row."),
                    source(),
                    string("file").required().comment("The file it stood in."),
                    bigint("line").comment("Its line in the file, from 1; null where the format has no lines."),
                    string("reason").required().comment("The named reason."),
                    string("detail").personal().comment("The column and what was wrong with it."),
                    string("row")
                            .personal()
                            .comment("The row as it was read; a row of Parquet or Delta as a JSON object."),
                    string("header").personal().comment("The header line of its file, where the format has one."),
                    timestamp("landed_at").required().comment("When its file landed."),
                    string("status").required().comment("open, replayed, or discarded."),
                    timestamp("window_end")
                            .required()
                            .comment("The window's end of the run that put it aside, or last tried it again."),
                    CleanColumns.runId())
            .key("quarantine_id")
            .check("known_status", "status IN ('open', 'replayed', 'discarded')")
            .upsert()
            .keepFor(Duration.ofDays(90), "window_end")
            .declare();

    public static final Table PENDING = books("pending")
            .purpose("Good rows that wait for a parent row (their user or item) to arrive.")
            .grain("one row per waiting row")
            .columns(
                    string("pending_id").required().comment("Hash of source, file, line and row."),
                    source(),
                    string("file").required().comment("The file it stood in."),
                    bigint("line").comment("Its line in the file, from 1; null where the format has no lines."),
                    string("target").required().comment("The clean table it is meant for."),
                    strings("missing").required().comment("The tables whose rows it waits for."),
                    string("row").personal().comment("The row as it was read."),
                    string("header").personal().comment("The header line of its file, where the format has one."),
                    string("record").required().personal().comment("The mapped row, as JSON."),
                    timestamp("version").comment("The source's time of this version of the row."),
                    timestamp("landed_at").required().comment("When its file landed."),
                    timestamp("waiting_since").required().comment("The window's end of the run that read it."),
                    CleanColumns.runId())
            .key("pending_id")
            .replaceAll()
            .declare();

    public static final Table TOMBSTONES = books("tombstones")
            .purpose("Which rows the sources deleted, so that an older version does not bring one back.")
            .grain("one row per deleted row")
            .columns(
                    string("target").required().comment("The clean table the row was in."),
                    string("key_hash").required().comment("SHA-256 of the row's key."),
                    source(),
                    timestamp("deleted_at").required().comment("The source's time of the deletion."),
                    CleanColumns.runId())
            .key("target", "key_hash")
            .upsert()
            .declare();

    public static final Table TOUCHED_DAYS = books("touched_days")
            .purpose("Which days received rows, and when last: jobs recompute late-touched days from it.")
            .grain("one row per clean table and day")
            .columns(
                    string("target").required().comment("The clean table."),
                    date("day").required().comment("The day, in the domain's zone."),
                    timestamp("last_touched")
                            .required()
                            .comment("The window's end of the newest run that changed the day."),
                    CleanColumns.runId())
            .key("target", "day")
            .upsert()
            .declare();

    public static final List<Table> ALL = List.of(INGEST_FILES, QUARANTINE, PENDING, TOMBSTONES, TOUCHED_DAYS);

    private static final String UNIT = "\u001F";

    private IngestTables() {}

    /** SHA-256 of a key's columns, none of which is null, as {@link #TOMBSTONES} names deleted rows. */
    public static Column keyHash(Column... key) {
        var texts = Arrays.stream(key)
                .map(column -> column.cast(DataTypes.StringType))
                .toArray(Column[]::new);
        return sha2(concat_ws(UNIT, texts), 256);
    }

    private static TableDraft books(String name) {
        return Table.named(name).group(Groups.CLEAN).owner("ingest").freshWithin(PROMISE);
    }

    private static dev.almanac.common.contract.Column source() {
        return string("source").required().comment("The configured source.");
    }
}
