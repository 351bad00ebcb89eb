package dev.almanac.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.ingest.books.Books;
import dev.almanac.jobs.ingest.books.Ledger;
import dev.almanac.jobs.ingest.books.Tally;
import dev.almanac.jobs.ingest.mapping.RowMapping;
import dev.almanac.jobs.ingest.reading.QuarantinedRows;
import dev.almanac.jobs.ingest.resolving.Cleaning;
import dev.almanac.jobs.ingest.resolving.Snapshots;
import dev.almanac.jobs.ingest.rows.Outcome;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.ReplaySettings;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Reads open rows of the quarantine again, after their source's mapping was corrected or their parents arrived. Rows
 * that can now be taken (or wait for a parent) are marked {@code replayed}; the others stay open. The ledger stays as it
 * is: it says what happened when a file was read.
 */
public final class ReplayQuarantine implements Job<ReplaySettings> {
    private static final String OPEN = "open";
    private static final String REPLAYED = "replayed";
    private static final String DISCARDED = "discarded";

    /** Rows of which the quarantine has not all bytes. */
    private static final Object[] NOT_WHOLE = {
        QuarantineReason.WRONG_ENCODING.code(), QuarantineReason.OVERSIZED_ROW.code()
    };

    @Override
    public JobSpec<ReplaySettings> spec() {
        var clean = CleanTables.ALL.toArray(Table[]::new);
        return JobSpec.onDemand(
                        "replay-quarantine",
                        "Reads quarantined rows again after a repair, or discards them.",
                        ReplaySettings.class)
                .readsIfPresent(clean)
                .readsIfPresent(Ingest.BOOKS)
                .readsIfPresent(IngestTables.INGEST_FILES)
                .writes(clean)
                .writes(Ingest.BOOKS);
    }

    @Override
    public Outputs compute(Inputs inputs, ReplaySettings settings, RunContext run) {
        var open = meant(inputs, settings);
        if (settings.action() == ReplaySettings.Choice.DISCARD) {
            return Outputs.of(IngestTables.QUARANTINE, marked(open, DISCARDED, run));
        }
        var sources = Source.all(settings.sources());
        var mapped = mapped(open, sources, run);
        if (mapped.isEmpty()) {
            return Outputs.none();
        }
        var ledger = new Ledger(run.spark(), inputs.of(IngestTables.INGEST_FILES));
        var snapshots = new Snapshots(ledger.snapshotsOf(sources), Map.of());
        var cleaning = new Cleaning(inputs, run, sources, snapshots);
        var resolved = cleaning.resolve(mapped, "replay");
        var tally = Tally.of(resolved);
        var books = new Books(inputs, run, cleaning, snapshots);
        var taken = resolved.values().stream()
                .map(rows -> rows.where(not(col(Rows.OUTCOME).equalTo(Outcome.QUARANTINED.code()))
                                .and(col(Rows.WAITING_SINCE).isNull()))
                        .select(Books.rowId().as("quarantine_id")))
                .reduce(Dataset::union)
                .orElseThrow();
        var replayed = marked(open.join(taken, new String[] {"quarantine_id"}, "left_semi"), REPLAYED, run);
        return books.outputs(resolved, tally)
                .and(IngestTables.QUARANTINE, books.quarantine(resolved).unionByName(replayed));
    }

    /** How many rows of each source and reason the run would take up. */
    @Override
    public List<String> preview(Inputs inputs, ReplaySettings settings, RunContext run) {
        var doing = settings.action() == ReplaySettings.Choice.DISCARD ? "gives up" : "tries again";
        var lines = meant(inputs, settings)
                .groupBy("source", "reason")
                .count()
                .orderBy("source", "reason")
                .collectAsList()
                .stream()
                .map(row -> "%s %,d rows of source %s: %s"
                        .formatted(doing, row.getLong(2), row.getString(0), row.getString(1)))
                .toList();
        return lines.isEmpty() ? List.of("finds no open row that is meant") : lines;
    }

    private static Dataset<Row> meant(Inputs inputs, ReplaySettings settings) {
        return inputs.of(IngestTables.QUARANTINE)
                .where(col("status").equalTo(OPEN).and(isMeant(settings)));
    }

    private static Column isMeant(ReplaySettings settings) {
        var meant = lit(true);
        if (settings.source().isPresent()) {
            meant = meant.and(col("source").equalTo(settings.source().get()));
        }
        if (!settings.reasons().isEmpty()) {
            meant = meant.and(col("reason").isin(settings.reasons().toArray()));
        }
        return settings.file().map(col("file")::endsWith).map(meant::and).orElse(meant);
    }

    private static Dataset<Row> marked(Dataset<Row> rows, String status, RunContext run) {
        return rows.withColumn("status", lit(status)).withColumn("run_id", lit(run.runId()));
    }

    private static Map<Source, Dataset<Row>> mapped(Dataset<Row> open, List<Source> sources, RunContext run) {
        var rows = open.where(col("row").isNotNull().and(not(col("reason").isin(NOT_WHOLE))));
        var present = rows.select("source").distinct().as(Encoders.STRING()).collectAsList();
        var known = sources.stream().map(Source::name).collect(Collectors.toSet());
        present.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> run.progress()
                        .warn(
                                "rows of source %s stay open, as it is not configured any more; discard them if they are not wanted"
                                        .formatted(name)));
        var mapped = new LinkedHashMap<Source, Dataset<Row>>();
        for (var source : sources) {
            if (present.contains(source.name())) {
                var read =
                        QuarantinedRows.split(source, rows.where(col("source").equalTo(source.name())));
                mapped.put(source, new RowMapping(run.spark(), source, run.zone()).map(read, false));
            }
        }
        return mapped;
    }
}
