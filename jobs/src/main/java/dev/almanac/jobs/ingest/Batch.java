package dev.almanac.jobs.ingest;

import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.ingest.books.Accounts;
import dev.almanac.jobs.ingest.books.Tally;
import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.files.SourceFiles;
import dev.almanac.jobs.ingest.mapping.RowMapping;
import dev.almanac.jobs.ingest.reading.SourceReader;
import dev.almanac.jobs.ingest.settings.ReadSettings.Format;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.ingest.settings.SourceSettings.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The files one run reads, by source. */
final class Batch {
    private static final int HASH_DIGITS = 12;

    private final RunContext run;
    private final SourceFiles listing;
    private final List<Source> sources;
    private final Map<String, List<SourceFile>> files;
    private final Map<String, Map<String, Long>> rowsByFile = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    /**
     * @param files the files to read, by source
     */
    Batch(RunContext run, SourceFiles listing, List<Source> sources, Map<String, List<SourceFile>> files) {
        this.run = run;
        this.listing = listing;
        this.sources = sources.stream()
                .filter(source -> files.containsKey(source.name()))
                .toList();
        this.files = files;
    }

    /** Names this set of files: a run that is started again may meet more of them, or corrected ones. */
    String hash() {
        var text = new StringBuilder();
        for (var source : sources) {
            text.append(source.name()).append('\n');
            files.get(source.name()).forEach(file -> text.append(file).append('\n'));
        }
        return DigestUtils.sha256Hex(text.toString()).substring(0, HASH_DIGITS);
    }

    /** The rows of every source that has new files, as {@link RowMapping} yields them. */
    Map<Source, Dataset<Row>> mapped() {
        var mapped = new LinkedHashMap<Source, Dataset<Row>>();
        for (var source : sources) {
            var some = files.get(source.name());
            run.progress().doing("reading %s: %d files".formatted(source.name(), some.size()));
            warnOfPartialSnapshots(source, some);
            var reading = new SourceReader(run.spark(), source, listing).read(some);
            rowsByFile.put(source.name(), reading.rowsByFile());
            broken.addAll(reading.broken());
            mapped.put(source, new RowMapping(run.spark(), source, run.zone()).map(reading.rows(), true));
        }
        return mapped;
    }

    /** Engines write one table as many files, of which each would be taken for everything there is. */
    private void warnOfPartialSnapshots(Source source, List<SourceFile> some) {
        boolean undated = source.settings().read().landedName().isEmpty() && source.format() != Format.DELTA;
        if (source.kind() == Kind.SNAPSHOT && undated && some.size() > 1) {
            run.progress()
                    .warn(
                            ("source %s: %d files came at once, and a snapshot is one file: only the one that landed last is taken,"
                                            + " as everything there is. Write it as one file, or say its time in its name (read.landed-name)")
                                    .formatted(source.name(), some.size()));
        }
    }

    /** When the newest whole snapshot of each snapshot source was taken; to be asked after {@link #mapped}. */
    Map<String, Instant> snapshots() {
        var newest = new HashMap<String, Instant>();
        sources.stream()
                .filter(source -> source.kind() == Kind.SNAPSHOT)
                .forEach(source -> files.get(source.name()).stream()
                        .filter(file -> !broken.contains(file.path()))
                        .map(SourceFile::landedAt)
                        .max(Comparator.naturalOrder())
                        .ifPresent(time -> newest.put(source.name(), time)));
        return newest;
    }

    /** Enters the files into the accounts. */
    void enter(Accounts accounts, Tally tally) {
        for (var source : sources) {
            accounts.enter(source, files.get(source.name()), rowsByFile.get(source.name()), broken, tally);
        }
    }
}
