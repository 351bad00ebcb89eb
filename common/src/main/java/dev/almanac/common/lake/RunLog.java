package dev.almanac.common.lake;

import static org.apache.spark.sql.functions.max;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.Locale;
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

    /** All rows written so far. */
    public Dataset<Row> rows() {
        return tables.newest(RecordTables.JOB_RUNS);
    }
}
