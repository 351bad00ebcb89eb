package dev.almanac.common.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows of a window-replaced table a run owns.
 *
 * @param predicate a SQL condition on the table's window column
 */
public record Slice(String predicate) {

    /** The given days of a date column. */
    public static Slice days(String column, List<LocalDate> days) {
        var literals = days.stream().sorted().map(day -> "DATE '" + day + "'").collect(Collectors.joining(", "));
        return new Slice(days.isEmpty() ? "false" : "%s IN (%s)".formatted(column, literals));
    }

    /** The days of a date column before the given one. */
    static Slice before(String column, LocalDate day) {
        return new Slice("%s < DATE '%s'".formatted(column, day));
    }

    /** The moments of a timestamp column before the given one. */
    static Slice before(String column, Instant moment) {
        return new Slice("%s < TIMESTAMP '%s'".formatted(column, moment));
    }

    /** The moments of a timestamp column after the start and up to and including the end: rows are named by their window's end. */
    public static Slice windowEnds(String column, Instant startExclusive, Instant endInclusive) {
        return new Slice(
                "%s > TIMESTAMP '%s' AND %s <= TIMESTAMP '%s'".formatted(column, startExclusive, column, endInclusive));
    }
}
