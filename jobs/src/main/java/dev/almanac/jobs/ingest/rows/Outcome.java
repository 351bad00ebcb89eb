package dev.almanac.jobs.ingest.rows;

import java.util.Locale;

/** What becomes of a row. */
public enum Outcome {
    /** A clean table now holds it, or what it deletes is gone. */
    KEPT,
    /** It repeats a row, or is an older version of one. */
    DUPLICATE,
    /** Its user or item is not there yet. */
    PENDING,
    QUARANTINED;

    /** As it stands in {@link Rows#OUTCOME}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
