package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Require;
import java.time.Duration;
import java.util.Map;

/**
 * What the job ingest reads, bound from {@code jobs.ingest}.
 *
 * @param sources the sources by name
 * @param baseDir what relative paths of sources are relative to; itself relative to the working directory
 * @param settleTime a file that changed less than this before the window's end may be half-written, and waits
 * @param maxBadShare the share of quarantined rows among a source's new rows above which nothing is published
 * @param badShareMinRows with fewer new rows than this the share says nothing
 */
public record IngestSettings(
        Map<String, SourceSettings> sources,
        String baseDir,
        Duration settleTime,
        double maxBadShare,
        long badShareMinRows) {
    public IngestSettings {
        Require.share("max-bad-share", maxBadShare);
        Require.notNegative("bad-share-min-rows", badShareMinRows);
        Require.notNegative("settle-time", settleTime.toMillis());
        SourceCheck.check(sources);
    }
}
