package dev.almanac.jobs.ingest;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.ingest.books.Accounts;
import dev.almanac.jobs.ingest.books.Books;
import dev.almanac.jobs.ingest.books.Ledger;
import dev.almanac.jobs.ingest.books.Tally;
import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.files.SourceFiles;
import dev.almanac.jobs.ingest.resolving.Cleaning;
import dev.almanac.jobs.ingest.resolving.Snapshots;
import dev.almanac.jobs.ingest.rows.Outcome;
import dev.almanac.jobs.ingest.settings.IngestSettings;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;

/**
 * Reads the source files that landed and were not read yet into the clean tables. Each file is read once, by the ledger
 * {@link IngestTables#INGEST_FILES}, which is published together with the rows; every row of it is kept, a duplicate,
 * pending or quarantined.
 */
public final class Ingest implements Job<IngestSettings> {
    private static final int MOST_SHOWN = 3;

    static final Table[] BOOKS = {
        IngestTables.QUARANTINE, IngestTables.PENDING, IngestTables.TOMBSTONES, IngestTables.TOUCHED_DAYS
    };

    @Override
    public JobSpec<IngestSettings> spec() {
        var clean = CleanTables.ALL.toArray(Table[]::new);
        return JobSpec.hourly("ingest", "Reads new source files into clean tables.", IngestSettings.class)
                .readsFiles()
                .readsIfPresent(clean)
                .readsIfPresent(IngestTables.INGEST_FILES)
                .readsIfPresent(BOOKS)
                .writes(clean)
                .writes(BOOKS)
                .writes(IngestTables.INGEST_FILES)
                .anyRange();
    }

    @Override
    public Outputs compute(Inputs inputs, IngestSettings settings, RunContext run) {
        var sources = Source.all(settings.sources());
        var listing = new SourceFiles(inputs, settings, run);
        var ledger = new Ledger(run.spark(), inputs.of(IngestTables.INGEST_FILES));
        var difference = ledger.compare(listed(sources, listing));
        var accounts = new Accounts(run, settings);
        accounts.note(difference.changed());
        var batch = new Batch(run, listing, sources, difference.fresh());
        var mapped = batch.mapped();
        var snapshots = new Snapshots(ledger.snapshotsOf(sources), batch.snapshots());
        var cleaning = new Cleaning(inputs, run, sources, snapshots);
        var resolved = cleaning.resolve(mapped, batch.hash());
        var outputs = Outputs.none();
        if (!resolved.isEmpty()) {
            var tally = Tally.of(resolved);
            batch.enter(accounts, tally);
            var books = new Books(inputs, run, cleaning, snapshots);
            outputs = books.outputs(resolved, tally);
            if (tally.any(Outcome.QUARANTINED)) {
                outputs = outputs.and(IngestTables.QUARANTINE, books.quarantine(resolved));
            }
        }
        return accounts.isEmpty()
                ? outputs
                : outputs.and(IngestTables.INGEST_FILES, accounts.ledger())
                        .gatedBy(accounts.nothingLost())
                        .gatedBy(accounts.fewBadRows());
    }

    /** The files of each source that the run would read. */
    @Override
    public List<String> preview(Inputs inputs, IngestSettings settings, RunContext run) {
        var sources = Source.all(settings.sources());
        var ledger = new Ledger(run.spark(), inputs.of(IngestTables.INGEST_FILES));
        var fresh = ledger.compare(listed(sources, new SourceFiles(inputs, settings, run)))
                .fresh();
        return sources.stream()
                .map(source -> previewed(source, fresh.getOrDefault(source.name(), List.of())))
                .toList();
    }

    private static String previewed(Source source, List<SourceFile> files) {
        if (files.isEmpty()) {
            return "finds nothing new for source " + source.name();
        }
        var bytes = files.stream().mapToLong(SourceFile::bytes).sum();
        return "reads %s of source %s, %s: %s"
                .formatted(
                        files.size() == 1 ? "1 new file" : "%,d new files".formatted(files.size()),
                        source.name(),
                        FileUtils.byteCountToDisplaySize(bytes),
                        files.stream().map(SourceFile::path).limit(MOST_SHOWN).collect(Collectors.joining(", "))
                                + (files.size() > MOST_SHOWN ? " ..." : ""));
    }

    private static Map<Source, List<SourceFile>> listed(List<Source> sources, SourceFiles listing) {
        var listed = new LinkedHashMap<Source, List<SourceFile>>();
        sources.forEach(source -> listed.put(source, listing.of(source)));
        return listed;
    }
}
