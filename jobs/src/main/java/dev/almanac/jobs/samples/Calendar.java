package dev.almanac.jobs.samples;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The history's span and the rhythm of days and weeks in it; times are seconds since 1970. */
final class Calendar implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int TRIES = 200;
    private static final int SECONDS_OF_HOUR = 3600;

    private final CalendarPlan plan;
    private final ZoneId zone;
    private final double[] hours;
    private final double busiestDay;

    Calendar(CalendarPlan plan, ZoneId zone) {
        this.plan = plan;
        this.zone = zone;
        hours = Dice.runningSums(
                plan.hours().stream().mapToDouble(Double::doubleValue).toArray());
        busiestDay = plan.days().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    CalendarPlan plan() {
        return plan;
    }

    ZoneId zone() {
        return zone;
    }

    /** The first second of the history: when its first files land. */
    long start() {
        return Instant.ofEpochSecond(finish())
                .minus(Duration.ofDays(7L * plan.weeks()))
                .getEpochSecond();
    }

    /** The second in which the last files land: every event is before it. */
    long finish() {
        return plan.end().minus(Duration.ofMinutes(plan.landsAheadMinutes())).getEpochSecond();
    }

    /** A time in [from, to) with the rhythm of days and hours; uniform where the rhythm leaves no room. */
    long moment(Dice dice, long from, long to) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            LocalDate day =
                    Instant.ofEpochSecond(dice.between(from, to)).atZone(zone).toLocalDate();
            double weight = plan.days().get(day.getDayOfWeek().getValue() - 1);
            int hour = dice.from(hours);
            long moment = day.atTime(hour, 0).atZone(zone).toEpochSecond() + dice.between(0, SECONDS_OF_HOUR);
            if (dice.happens(weight / busiestDay) && moment >= from && moment < to) {
                return moment;
            }
        }
        return dice.between(from, to);
    }
}
