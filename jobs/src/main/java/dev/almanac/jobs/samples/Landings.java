package dev.almanac.jobs.samples;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.timestamp_seconds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;

/**
 * When files land: one at the history's start with what was there before, then at each month's end, in the last week
 * at each day's end, and one for the last hour alone; each a few minutes before the boundary. So a whole history can
 * be loaded at once and its last week, day and hour run as if live.
 */
final class Landings {
    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
    private static final int DAYS_OF_WEEK = 7;

    private final List<Long> moments;

    Landings(Calendar calendar) {
        long ahead = calendar.plan().landsAheadMinutes() * 60L;
        ZonedDateTime end = calendar.plan().end().atZone(calendar.zone());
        TreeSet<Long> boundaries = new TreeSet<>();
        ZonedDateTime lastWeek = end.minusDays(DAYS_OF_WEEK);
        LocalDate month = Instant.ofEpochSecond(calendar.start())
                .atZone(calendar.zone())
                .toLocalDate()
                .withDayOfMonth(1);
        while (month.isBefore(lastWeek.toLocalDate())) {
            boundaries.add(month.atStartOfDay(calendar.zone()).toEpochSecond());
            month = month.plusMonths(1);
        }
        for (int day = 0; day <= DAYS_OF_WEEK; day++) {
            boundaries.add(lastWeek.plusDays(day).toEpochSecond());
        }
        boundaries.add(end.minusHours(1).toEpochSecond());
        TreeSet<Long> landings = new TreeSet<>();
        landings.add(calendar.start());
        boundaries.stream()
                .map(boundary -> boundary - ahead)
                .filter(landing -> landing > calendar.start())
                .forEach(landings::add);
        moments = List.copyOf(landings);
    }

    /** The landing times in order, as they stand in file names: UTC, such as {@code 2026-09-30T2255Z}. */
    List<String> labels() {
        return moments.stream()
                .map(moment -> LABEL.format(Instant.ofEpochSecond(moment)))
                .toList();
    }

    /** The number of the first landing after a time, counted from 0; their count if there is none. */
    Column after(Column at) {
        Column all = array(
                moments.stream().map(moment -> timestamp_seconds(lit(moment))).toArray(Column[]::new));
        return size(filter(all, landing -> landing.leq(at)));
    }
}
