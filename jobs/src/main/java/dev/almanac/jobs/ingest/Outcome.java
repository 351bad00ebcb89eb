package dev.almanac.jobs.ingest;

import java.util.Locale;

/** What becomes of a row. */
enum Outcome {
    /** A clean table now holds it, or what it deletes is gone. */
    KEPT,
    /** It repeats a row, or is an older version of one. */
    DUPLICATE,
    /** Its user or item is not there yet. */
    PENDING,
    QUARANTINED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
