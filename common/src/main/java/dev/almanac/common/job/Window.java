package dev.almanac.common.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The stretch of logical time a run computes.
 *
 * @param start inclusive
 * @param end exclusive; what {@code --at} names
 */
public record Window(Instant start, Instant end) {
    public Window {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A window must end after it starts: " + start + " to " + end + ".");
        }
    }

    /** Every day of the zone that the window touches, in order. */
    public List<LocalDate> days(ZoneId zone) {
        var first = start.atZone(zone).toLocalDate();
        var last = end.minusNanos(1).atZone(zone).toLocalDate();
        return first.datesUntil(last.plusDays(1)).toList();
    }
}
