package dev.almanac.common.run;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.RunRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param runId the attempt
 * @param job the job
 * @param window the logical time
 * @param outcome what became of it
 * @param took wall-clock time
 */
public record RunReport(String runId, String job, Window window, Outcome outcome, Duration took) {

    /** What became of a run. */
    public enum Ending {
        PUBLISHED,
        UNCHANGED,
        SUPERSEDED,
        DONE,
        PLANNED,
        REFUSED,
        FAILED,
        SKIPPED
    }

    /**
     * @param ending in a word
     * @param message in a sentence or several lines
     * @param lineage what went in and out
     * @param error the error of a refused or failed run
     */
    public record Outcome(Ending ending, String message, RunRecord.Lineage lineage, Optional<AlmanacException> error) {

        static Outcome of(Ending ending, String message) {
            return new Outcome(ending, message, RunRecord.Lineage.NONE, Optional.empty());
        }
    }

    public boolean succeeded() {
        return outcome.ending() != Ending.REFUSED
                && outcome.ending() != Ending.FAILED
                && outcome.ending() != Ending.SKIPPED;
    }

    /** What a process with this run alone exits with. */
    public int exitCode() {
        return outcome.error().map(error -> error.failure().exitCode()).orElse(0);
    }
}
