package dev.almanac.common.lake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One row of {@code job_runs}.
 *
 * @param run which run
 * @param build what ran
 * @param at when the row is written
 * @param leaseUntil when the run counts as died if no later row follows
 * @param end how it ended, empty before
 */
public record RunRecord(
        Publication.Run run, Phase phase, Build build, Instant at, Optional<Instant> leaseUntil, Optional<End> end) {

    /** What a row says of its run. */
    public enum Phase {
        STARTED,
        RENEWED,
        ENDED
    }

    /** The code and settings of a run. */
    public record Build(String settingsHash, String codeVersion) {}

    /**
     * How a run ended.
     *
     * @param outcome a word of the contract of {@code job_runs.outcome}
     * @param exitCode what a process with this run alone exits with
     */
    public record End(String outcome, OptionalInt exitCode, String message, Lineage lineage, long durationMillis) {}

    /** Which versions went in, and which came out with how many staged rows. */
    public record Lineage(List<Input> inputs, List<Output> outputs) {
        public static final Lineage NONE = new Lineage(List.of(), List.of());
    }

    /** A table read, pinned at a version. */
    public record Input(String table, long version) {}

    /** A table published. */
    public record Output(String table, long version, long rows) {}
}
