package dev.almanac.jobs.ingest;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Require;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What {@link Ingest} reads, bound from {@code jobs.ingest}.
 *
 * @param sources the sources by name
 * @param baseDir what relative paths of sources are relative to; itself relative to the working directory
 * @param settleTime a file that changed less than this before the window's end may be half-written, and waits
 * @param maxBadShare the share of quarantined rows among a source's new rows above which nothing is published
 * @param badShareMinRows with fewer new rows than this the share says nothing
 */
public record IngestSettings(
        @Default("{}") Map<String, SourceSettings> sources,
        @Default(".") String baseDir,
        @Default("1 minute") Duration settleTime,
        @Default("0.1") double maxBadShare,
        @Default("100") long badShareMinRows) {
    public IngestSettings {
        Require.share("max-bad-share", maxBadShare);
        Require.notNegative("bad-share-min-rows", badShareMinRows);
        Require.notNegative("settle-time", settleTime.toMillis());
        var problems = SourceCheck.problems(sources);
        Require.that(problems.isEmpty(), "sources", sources.keySet(), "cannot be used: " + String.join("; ", problems));
    }

    /** The sources with their tables, in the order of their names. */
    List<Source> boundSources() {
        return sources.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Source.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
