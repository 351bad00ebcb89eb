package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A range is covered with as few runs as give the same rows. */
class BackfillTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    /** Two days in the domain's zone, the second of 25 hours. */
    private static final Instant FROM = Instant.parse("2026-10-23T23:00:00Z");

    private static final Instant TO = Instant.parse("2026-10-26T00:00:00Z");

    private static List<Window> windows(JobSpec<?> spec) {
        return new Backfill((task, window) -> null, ZONE).windows(spec, FROM, TO);
    }

    private static JobSpec<String> hourly() {
        return JobSpec.hourly("hourly", "For tests.", String.class);
    }

    @Test
    void aJobThatMayTakeAnyRangeRunsOnce() {
        assertThat(windows(hourly().anyRange())).containsExactly(new Window(FROM, TO));
    }

    @Test
    void anHourlyJobWhoseLastRunOfADayIsEnoughRunsOncePerDay() {
        assertThat(windows(hourly().lastOfDay()))
                .extracting(Window::end)
                .containsExactly(Instant.parse("2026-10-24T23:00:00Z"), TO);
    }

    @Test
    void everyOtherJobRunsEachOfItsWindows() {
        assertThat(windows(hourly())).hasSize(49);
        assertThat(windows(JobSpec.daily("daily", "For tests.", String.class)))
                .containsExactly(
                        new Window(FROM, Instant.parse("2026-10-24T23:00:00Z")),
                        new Window(Instant.parse("2026-10-24T23:00:00Z"), TO));
    }

    @Test
    void aRangeThatIsEmptyOrOffTheScheduleIsRefused() {
        var backfill = new Backfill((task, window) -> null, ZONE);
        var daily = JobSpec.daily("daily", "For tests.", String.class);
        assertThatThrownBy(() -> backfill.windows(daily, TO, FROM))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("Swap --from and --to");
        assertThatThrownBy(() -> backfill.windows(daily, FROM.plusSeconds(3600), TO))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("at midnight");
    }
}
