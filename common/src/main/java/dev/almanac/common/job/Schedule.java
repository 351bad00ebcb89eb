package dev.almanac.common.job;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How often a job is due, and so how long its window is. */
public enum Schedule {
    HOURLY,
    DAILY,
    WEEKLY,
    /** Run by hand; its window is the day that ends at {@code --at}, which may be any hour. */
    ON_DEMAND;

    /**
     * The window that ends at the given instant.
     *
     * @param end the window's end, exclusive
     * @param zone the domain's zone, in which days and weeks begin
     * @throws dev.almanac.common.error.AlmanacException of kind CONFIG when the end is off the schedule's boundary
     */
    public Window windowEnding(Instant end, ZoneId zone) {
        var local = end.atZone(zone);
        if (!isBoundary(local)) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "run a window that ends at " + local.toOffsetDateTime(),
                    "a%s %s window ends %s in zone %s".formatted(this == HOURLY ? "n" : "", label(), boundary(), zone),
                    "Pass an --at on that boundary, for example " + floor(local).toOffsetDateTime());
        }
        return new Window(startOf(local).toInstant(), end);
    }

    /** The newest boundary at or before the given time. */
    public ZonedDateTime floor(ZonedDateTime time) {
        var hour = time.truncatedTo(ChronoUnit.HOURS);
        return switch (this) {
            case HOURLY, ON_DEMAND -> hour;
            case DAILY -> time.toLocalDate().atStartOfDay(time.getZone());
            case WEEKLY ->
                time.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay(time.getZone());
        };
    }

    /** The boundary after the given one. */
    public ZonedDateTime next(ZonedDateTime boundary) {
        return switch (this) {
            case HOURLY -> boundary.plusHours(1);
            case DAILY, ON_DEMAND -> boundary.toLocalDate().plusDays(1).atStartOfDay(boundary.getZone());
            case WEEKLY -> boundary.toLocalDate().plusWeeks(1).atStartOfDay(boundary.getZone());
        };
    }

    /** The name used on the command line and in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean isBoundary(ZonedDateTime time) {
        return floor(time).isEqual(time);
    }

    private ZonedDateTime startOf(ZonedDateTime end) {
        return switch (this) {
            case HOURLY -> end.minusHours(1);
            // from the date: where clocks change at midnight, days begin at different hours
            case DAILY -> end.toLocalDate().minusDays(1).atStartOfDay(end.getZone());
            case WEEKLY -> end.toLocalDate().minusWeeks(1).atStartOfDay(end.getZone());
            case ON_DEMAND -> end.minusDays(1);
        };
    }

    private String boundary() {
        return switch (this) {
            case HOURLY, ON_DEMAND -> "on the hour";
            case DAILY -> "at midnight";
            case WEEKLY -> "on Monday at midnight";
        };
    }
}
