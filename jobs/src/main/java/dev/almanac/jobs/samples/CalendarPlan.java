package dev.almanac.jobs.samples;

import dev.almanac.common.config.Require;
import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * When things happen.
 *
 * @param endsAt the moment the history ends, as an ISO instant on an hour
 * @param weeks how long it is
 * @param landsAheadMinutes how long before a full hour, day or month the files up to it land, so that a run at that
 *     boundary finds them
 * @param days seven weights, Monday first
 * @param hours twenty-four weights, of the local hours of a day
 */
public record CalendarPlan(String endsAt, int weeks, int landsAheadMinutes, List<Double> days, List<Double> hours)
        implements Serializable {
    private static final int MINUTES_OF_HOUR = 60;

    public CalendarPlan {
        Require.that(isInstant(endsAt), "ends-at", endsAt, "must be an ISO instant such as 2026-01-31T00:00:00Z");
        Require.that(weeks >= 2, "weeks", weeks, "must be at least 2");
        Require.that(
                landsAheadMinutes > 0 && landsAheadMinutes < MINUTES_OF_HOUR,
                "lands-ahead-minutes",
                landsAheadMinutes,
                "must lie between 1 and 59");
        Require.that(days.size() == 7, "days", days, "must have 7 weights");
        Require.that(hours.size() == 24, "hours", hours, "must have 24 weights");
    }

    /** The moment the history ends. */
    Instant end() {
        return Instant.parse(endsAt);
    }

    private static boolean isInstant(String text) {
        try {
            return Instant.parse(text) != null;
        } catch (DateTimeParseException notOne) {
            return false;
        }
    }
}
