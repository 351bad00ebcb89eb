package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Nearest;
import dev.almanac.common.config.Require;
import dev.almanac.common.quality.QuarantineReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which quarantined rows the job replay-quarantine takes up, bound from {@code jobs.replay-quarantine}.
 *
 * @param action what is done with them
 * @param source only rows of this source
 * @param reasons only rows with one of these reasons; all, if empty
 * @param file only rows of files whose path ends so
 * @param sources the sources as they are configured now, which are those of ingest
 */
public record ReplaySettings(
        Choice action,
        Optional<String> source,
        List<String> reasons,
        Optional<String> file,
        Map<String, SourceSettings> sources) {
    public ReplaySettings {
        for (var reason : reasons) {
            Require.that(
                    QuarantineReason.of(reason).isPresent(),
                    "reasons",
                    reason,
                    "is none of " + String.join(", ", QuarantineReason.codes()));
        }
        source.filter(name -> action == Choice.REPLAY)
                .ifPresent(name -> Require.that(
                        sources.containsKey(name),
                        "source",
                        name,
                        "is none of " + String.join(", ", new TreeSet<>(sources.keySet()))
                                + Nearest.hint(name, sources.keySet())));
        boolean limited = source.isPresent() || !reasons.isEmpty() || file.isPresent();
        Require.that(
                action != Choice.DISCARD || limited, "action", "discard", "needs source, reasons or file: it is final");
        SourceCheck.check(sources);
    }

    /** What is done with open rows. */
    public enum Choice {
        /** They are read again, as the sources are configured now. */
        REPLAY,
        /** They are given up. */
        DISCARD
    }
}
