package dev.almanac.common.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows follow each other without a gap or an overlap, in every zone and through every change of the clocks. */
class ScheduleTest {
    /** London and New York change at night, Santiago, Beirut and Cairo at midnight, Lord Howe by half an hour. */
    @ParameterizedTest
    @CsvSource({
        "Europe/London",
        "America/New_York",
        "America/Santiago",
        "Asia/Beirut",
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "UTC"
    })
    void windowsOfAYearTileIt(String zoneName) {
        var zone = ZoneId.of(zoneName);
        var start = LocalDate.parse("2024-01-01").atStartOfDay(zone);
        for (var schedule : new Schedule[] {Schedule.DAILY, Schedule.WEEKLY}) {
            var end = start;
            while (end.getYear() == 2024) {
                var next = schedule.next(end);
                var window = schedule.windowEnding(next.toInstant(), zone);
                assertThat(window.start())
                        .as("%s window ending %s", schedule, next)
                        .isEqualTo(end.toInstant());
                end = next;
            }
        }
    }

    @Test
    void aDayHasTheHoursItHas() {
        var london = ZoneId.of("Europe/London");
        var spring = Schedule.DAILY.windowEnding(Instant.parse("2026-03-29T23:00:00Z"), london);
        assertThat(Duration.between(spring.start(), spring.end())).isEqualTo(Duration.ofHours(23));
        var autumn = Schedule.DAILY.windowEnding(Instant.parse("2026-10-26T00:00:00Z"), london);
        assertThat(Duration.between(autumn.start(), autumn.end())).isEqualTo(Duration.ofHours(25));
        assertThat(autumn.days(london)).containsExactly(LocalDate.parse("2026-10-25"));
    }

    @ParameterizedTest
    @CsvSource({
        "HOURLY, 2026-11-22T00:30:00Z, on the hour",
        "DAILY, 2026-11-22T01:00:00Z, at midnight",
        "DAILY, 2026-07-22T00:00:00Z, at midnight",
        "WEEKLY, 2026-11-22T00:00:00Z, on Monday at midnight"
    })
    void anEndOffTheBoundaryIsRefusedWithTheNearest(Schedule schedule, Instant end, String boundary) {
        assertThatThrownBy(() -> schedule.windowEnding(end, ZoneId.of("Europe/London")))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining(boundary)
                .hasMessageContaining("for example");
    }
}
