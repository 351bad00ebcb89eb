package dev.almanac.jobs.ingest.books;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.almanac.common.job.Gate;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.rows.Outcome;
import dev.almanac.jobs.ingest.settings.IngestSettings;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.tables.IngestTables;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The ledger's new rows, and the gates that judge them. A ledger row says what became of a file's rows when it was read:
 * a row that waited then and is kept later still counts as pending there.
 */
public final class Accounts {
    private final RunContext run;
    private final IngestSettings settings;
    private final List<Row> rows = new ArrayList<>();

    /** Opens the accounts of one run. */
    public Accounts(RunContext run, IngestSettings settings) {
        this.run = run;
        this.settings = settings;
    }

    /**
     * Enters the files of one source.
     *
     * @param rowsByFile how many rows a reader counted, by path; none of a file is none in it
     * @param broken the paths of files of which not all could be read
     */
    public void enter(
            Source source, List<SourceFile> files, Map<String, Long> rowsByFile, Set<String> broken, Tally tally) {
        for (var file : files) {
            long kept = tally.ofFile(source.name(), file.path(), Outcome.KEPT);
            long duplicates = tally.ofFile(source.name(), file.path(), Outcome.DUPLICATE);
            long pending = tally.ofFile(source.name(), file.path(), Outcome.PENDING);
            long quarantined = tally.ofFile(source.name(), file.path(), Outcome.QUARANTINED);
            var unknown = tally.unknownColumns(source.name(), file.path());
            rows.add(RowFactory.create(
                    source.name(),
                    file.path(),
                    file.bytes(),
                    Timestamp.from(file.landedAt()),
                    !broken.contains(file.path()),
                    rowsByFile.getOrDefault(file.path(), 0L),
                    kept,
                    duplicates,
                    pending,
                    quarantined,
                    unknown.toArray(String[]::new),
                    unknown.isEmpty() ? null : "columns not mapped: " + String.join(", ", unknown),
                    Timestamp.from(run.window().end()),
                    run.runId()));
        }
    }

    /** Enters ledger rows of earlier runs that got a note. */
    public void note(List<Row> changed) {
        rows.addAll(changed);
    }

    /** Whether the ledger gets no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The rows for the ledger, as {@link IngestTables#INGEST_FILES}. */
    public Dataset<Row> ledger() {
        return run.spark().createDataFrame(rows, IngestTables.INGEST_FILES.schema());
    }

    /** Refuses publication when a row of a file is neither kept nor put anywhere. */
    public Gate nothingLost() {
        return new Gate("every row is accounted for", staged -> {
            var outcomes =
                    col("kept").plus(col("duplicates")).plus(col("pending")).plus(col("quarantined"));
            var wrong = staged.rows(IngestTables.INGEST_FILES)
                    .orElseThrow()
                    .where(col("rows_in").notEqual(outcomes))
                    .orderBy("source", "file")
                    .limit(1)
                    .select(col("file"), col("rows_in"), outcomes)
                    .collectAsList();
            return wrong.stream()
                    .findFirst()
                    .map(row -> "%s has %d rows, of which %d are accounted for. This is a bug: report it with the file."
                            .formatted(row.getString(0), row.getLong(1), row.getLong(2)));
        });
    }

    /** Refuses publication when too many of a source's new rows are bad. */
    public Gate fewBadRows() {
        return new Gate("share of bad rows", staged -> {
            var bad = staged.rows(IngestTables.INGEST_FILES)
                    .orElseThrow()
                    .where(col("run_id").equalTo(lit(run.runId()))) // others only got a note
                    .groupBy("source")
                    .agg(sum("quarantined").as("bad"), sum("rows_in").as("all"))
                    .where(col("all").geq(settings.badShareMinRows()))
                    .where(col("bad").gt(col("all").multiply(settings.maxBadShare())))
                    .orderBy("source")
                    .collectAsList();
            return bad.isEmpty() ? Optional.empty() : Optional.of(objection(bad));
        });
    }

    private String objection(List<Row> bad) {
        var sources = bad.stream()
                .map(row ->
                        "%d of %d new rows of source %s are bad".formatted(row.getLong(1), row.getLong(2), row.get(0)))
                .collect(Collectors.joining(", "));
        return "%s, more than max-bad-share = %s. Correct the source's mapping or its files, or raise the limit."
                .formatted(sources, settings.maxBadShare());
    }
}
