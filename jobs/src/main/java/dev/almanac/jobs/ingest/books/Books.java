package dev.almanac.jobs.ingest.books;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_json;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Change;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.ingest.resolving.Cleaning;
import dev.almanac.jobs.ingest.resolving.Snapshots;
import dev.almanac.jobs.ingest.resolving.TableChange;
import dev.almanac.jobs.ingest.rows.Outcome;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.tables.IngestTables;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Puts resolved rows where they belong: clean tables, quarantine, pending, tombstones, touched days. */
public final class Books {
    private static final String UNIT = "\u001F";

    private final Inputs inputs;
    private final RunContext run;
    private final Cleaning cleaning;
    private final Snapshots snapshots;

    /** Opens the books of one run. */
    public Books(Inputs inputs, RunContext run, Cleaning cleaning, Snapshots snapshots) {
        this.inputs = inputs;
        this.run = run;
        this.cleaning = cleaning;
        this.snapshots = snapshots;
    }

    /** A change for every table that really changes; ledger and quarantine are not among them. */
    public Outputs outputs(Map<Table, Dataset<Row>> resolved, Tally tally) {
        var outputs = Outputs.none();
        var graves = new ArrayList<Dataset<Row>>();
        var days = new ArrayList<Dataset<Row>>();
        for (var entry : resolved.entrySet()) {
            var table = entry.getKey();
            var change = new TableChange(table, inputs.of(table), entry.getValue(), run);
            boolean deletes = cleaning.mayDelete(table);
            if (!tally.keeps(table, false) && !deletes) {
                continue;
            }
            var gone = change.deletedKeys(snapshots);
            outputs = outputs.and(
                    table,
                    deletes ? Change.upsert(change.upserts(snapshots), gone) : Change.rows(change.upserts(snapshots)));
            if (deletes) {
                graves.add(change.tombstones(snapshots));
            }
            if (table.eventTime().isPresent()) {
                days.add(change.touchedDays(gone));
            }
        }
        return books(outputs, resolved, tally, graves, days);
    }

    private Outputs books(
            Outputs clean,
            Map<Table, Dataset<Row>> resolved,
            Tally tally,
            List<Dataset<Row>> graves,
            List<Dataset<Row>> days) {
        var outputs = clean;
        if (tally.changesPending()) {
            outputs = outputs.and(
                    IngestTables.PENDING, union(resolved, this::pending).unionByName(stillPending(resolved)));
        }
        if (!graves.isEmpty()) {
            outputs = outputs.and(
                    IngestTables.TOMBSTONES,
                    graves.stream().reduce(Dataset::unionByName).orElseThrow());
        }
        if (!days.isEmpty()) {
            outputs = outputs.and(
                    IngestTables.TOUCHED_DAYS,
                    days.stream().reduce(Dataset::unionByName).orElseThrow());
        }
        return outputs;
    }

    @FunctionalInterface
    private interface Part {
        Dataset<Row> of(Table table, Dataset<Row> resolved);
    }

    private static Dataset<Row> union(Map<Table, Dataset<Row>> resolved, Part part) {
        return resolved.entrySet().stream()
                .map(entry -> part.of(entry.getKey(), entry.getValue()))
                .reduce(Dataset::unionByName)
                .orElseThrow();
    }

    /** The rows to put aside, as {@link IngestTables#QUARANTINE}. */
    public Dataset<Row> quarantine(Map<Table, Dataset<Row>> resolved) {
        return union(resolved, this::quarantined);
    }

    private Dataset<Row> quarantined(Table table, Dataset<Row> resolved) {
        return resolved.where(col(Rows.OUTCOME).equalTo(Outcome.QUARANTINED.code()))
                .select(
                        rowId().as("quarantine_id"),
                        col(Rows.SOURCE).as("source"),
                        col(Rows.FILE).as("file"),
                        col(Rows.LINE).as("line"),
                        col(Rows.REASON).as("reason"),
                        col(Rows.DETAIL).as("detail"),
                        col(Rows.ROW).as("row"),
                        col(Rows.HEADER).as("header"),
                        col(Rows.LANDED).as("landed_at"),
                        lit("open").as("status"),
                        windowEnd().as("window_end"),
                        runId())
                // Where a format has no lines, a row that stands there twice is bad once.
                .dropDuplicates("quarantine_id")
                .select(columns(IngestTables.QUARANTINE));
    }

    /** What identifies a row that is put aside: its source, file, line and text. */
    public static Column rowId() {
        return id(col(Rows.SOURCE), col(Rows.FILE), col(Rows.LINE), col(Rows.ROW));
    }

    private Dataset<Row> pending(Table table, Dataset<Row> resolved) {
        return resolved.where(col(Rows.OUTCOME).equalTo(Outcome.PENDING.code()))
                .select(
                        rowId().as("pending_id"),
                        col(Rows.SOURCE).as("source"),
                        col(Rows.FILE).as("file"),
                        col(Rows.LINE).as("line"),
                        lit(table.name()).as("target"),
                        array_sort(col(Rows.MISSING)).as("missing"),
                        col(Rows.ROW).as("row"),
                        col(Rows.HEADER).as("header"),
                        to_json(col(Rows.RECORD), Cleaning.JSON).as("record"),
                        col(Rows.VERSION).as("version"),
                        col(Rows.LANDED).as("landed_at"),
                        coalesce(col(Rows.WAITING_SINCE), windowEnd()).as("waiting_since"),
                        runId())
                .select(columns(IngestTables.PENDING));
    }

    /** Rows that wait for tables this run did not look at. */
    private Dataset<Row> stillPending(Map<Table, Dataset<Row>> resolved) {
        var targets = resolved.keySet().stream().map(Table::name).toArray();
        return inputs.of(IngestTables.PENDING).where(not(col("target").isin(targets)));
    }

    private static Column id(Column... parts) {
        var texts = new Column[parts.length];
        for (int at = 0; at < parts.length; at++) {
            texts[at] = coalesce(parts[at].cast(DataTypes.StringType), lit(""));
        }
        return org.apache.spark.sql.functions.sha2(org.apache.spark.sql.functions.concat_ws(UNIT, texts), 256);
    }

    private Column windowEnd() {
        return lit(Timestamp.from(run.window().end()));
    }

    private Column runId() {
        return lit(run.runId()).as("run_id");
    }

    private static Column[] columns(Table table) {
        return Rows.columns(table.columnNames().toArray(String[]::new));
    }
}
