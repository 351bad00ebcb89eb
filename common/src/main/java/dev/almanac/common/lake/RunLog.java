package dev.almanac.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Appends to a domain's {@code job_runs}. */
public final class RunLog {
    private final DeltaTables tables;
    private final RecordLog log;

    RunLog(DeltaTables tables) {
        this.tables = tables;
        this.log = new RecordLog(tables, RecordTables.JOB_RUNS);
    }

    public void append(RunRecord entry) {
        var end = entry.end();
        var lineage = end.map(RunRecord.End::lineage);
        log.append(RowFactory.create(
                entry.run().runId(),
                entry.phase().name().toLowerCase(Locale.ROOT),
                entry.run().job(),
                Timestamp.from(entry.run().windowStart()),
                Timestamp.from(entry.run().windowEnd()),
                Timestamp.from(entry.at()),
                end.map(RunRecord.End::outcome).orElse(null),
                end.map(e -> e.exitCode().isPresent() ? e.exitCode().getAsInt() : null)
                        .orElse(null),
                end.map(RunRecord.End::message).orElse(null),
                lineage.map(l -> l.inputs().stream()
                                .map(input -> RowFactory.create(input.table(), input.version()))
                                .toArray())
                        .orElse(null),
                lineage.map(l -> l.outputs().stream()
                                .map(output -> RowFactory.create(output.table(), output.version(), output.rows()))
                                .toArray())
                        .orElse(null),
                end.map(RunRecord.End::durationMillis).orElse(null),
                entry.build().settingsHash(),
                entry.build().codeVersion(),
                entry.leaseUntil().map(Timestamp::from).orElse(null)));
    }

    /** How long the longest run took that came to its end; nothing where none did. */
    Duration longestRun() {
        var longest = rows().agg(max("duration_ms")).head();
        return longest.isNullAt(0) ? Duration.ZERO : Duration.ofMillis(longest.getLong(0));
    }

    /** How a run ended; nothing where it did not, or there was no such run. */
    public Optional<RunRecord> ended(String runId) {
        return rows().where(col("run_id").equalTo(runId).and(col("phase").equalTo("ended"))).takeAsList(1).stream()
                .map(RunLog::ended)
                .findFirst();
    }

    private static RunRecord ended(Row row) {
        List<Row> inputs = row.getList(row.fieldIndex("inputs"));
        List<Row> outputs = row.getList(row.fieldIndex("outputs"));
        var lineage = new RunRecord.Lineage(
                inputs.stream()
                        .map(input -> new RunRecord.Input(input.getString(0), input.getLong(1)))
                        .toList(),
                outputs.stream()
                        .map(output -> new RunRecord.Output(output.getString(0), output.getLong(1), output.getLong(2)))
                        .toList());
        Integer exitCode = row.getAs("exit_code");
        var end = new RunRecord.End(
                row.getAs("outcome"),
                exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
                row.getAs("message"),
                lineage,
                row.<Long>getAs("duration_ms"));
        return new RunRecord(
                new Publication.Run(
                        row.getAs("job"),
                        row.getAs("run_id"),
                        instant(row, "window_start"),
                        instant(row, "window_end")),
                RunRecord.Phase.ENDED,
                new RunRecord.Build(row.getAs("settings_hash"), row.getAs("code_version")),
                instant(row, "at"),
                Optional.empty(),
                Optional.of(end));
    }

    private static Instant instant(Row row, String column) {
        return row.<Timestamp>getAs(column).toInstant();
    }

    /** All rows written so far. */
    public Dataset<Row> rows() {
        return tables.newest(RecordTables.JOB_RUNS);
    }
}
