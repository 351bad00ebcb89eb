package dev.almanac.common.run;

/**
 * A point a run has passed; a run killed at any of them and started again ends the same.
 *
 * @param kind which point
 * @param table the table it concerns, empty for the run as a whole
 */
public record Step(Kind kind, String table) {

    /** The points of a run, in order. */
    public enum Kind {
        LEASED,
        STARTED,
        PINNED,
        STAGED,
        AUDITED,
        PUBLISHED,
        COMMITTED,
        ENDED
    }

    static Step of(Kind kind) {
        return new Step(kind, "");
    }
}
