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
import dev.almanac.jobs.ingest.settings.SourceSettings.Kind;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the source files that landed and were not read yet into the clean tables. Each file is read once, by the ledger
 * {@link IngestTables#INGEST_FILES}, which is published together with the rows; every row of it is kept, a duplicate,
 * pending or quarantined.
 */
public final class Ingest implements Job<IngestSettings> {
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
        var listed = new LinkedHashMap<Source, List<SourceFile>>();
        sources.forEach(source -> listed.put(source, listing.of(source)));
        var difference = ledger.compare(listed);
        var snapshots = snapshots(sources, difference, ledger);
        var cleaning = new Cleaning(inputs, run, sources, snapshots);
        var accounts = new Accounts(run, settings);
        accounts.note(difference.changed());
        var batch = new Batch(run, listing, sources, difference.fresh());
        var resolved = cleaning.resolve(batch.mapped(), batch.hash());
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

    private static Snapshots snapshots(List<Source> sources, Ledger.Difference difference, Ledger ledger) {
        var kinds = sources.stream()
                .filter(source -> source.kind() == Kind.SNAPSHOT)
                .map(Source::name)
                .collect(Collectors.toSet());
        if (kinds.isEmpty()) {
            return Snapshots.NONE;
        }
        var taken = new HashMap<>(ledger.newestBySource());
        taken.keySet().retainAll(kinds);
        var arriving = new HashMap<String, Instant>();
        difference.fresh().forEach((source, files) -> {
            if (kinds.contains(source)) {
                files.stream()
                        .filter(SourceFile::dated)
                        .map(SourceFile::landedAt)
                        .max(Comparator.naturalOrder())
                        .ifPresent(newest -> arriving.put(source, newest));
            }
        });
        return new Snapshots(Map.copyOf(taken), Map.copyOf(arriving));
    }
}
