package dev.almanac.jobs.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A time on the command line is what a scheduler or a person writes, or a clear error. */
class TimeOptionTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T00:00Z, 2026-11-22T00:00:00Z",
        "2026-11-22T00:00:00.000Z, 2026-11-22T00:00:00Z",
        "2026-11-22T01:00+01:00, 2026-11-22T00:00:00Z",
        "2026-11-22T00:00-05:00[America/New_York], 2026-11-22T05:00:00Z",
        "2026-11-22T00:00[Europe/London], 2026-11-22T00:00:00Z",
        "2026-11-22T00:00, 2026-11-21T23:00:00Z",
        "2026-06-22, 2026-06-21T22:00:00Z"
    })
    void theDomainsZoneCountsWhereNoOtherIsNamed(String text, Instant expected) {
        assertThat(new TimeOption("--at", text).in(VIENNA)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-13-01",
                "2026-11-31",
                "2026-11-31T07:00Z",
                "2027-02-30T00:00",
                "2026-11-22 00:00",
                "2026-11-22T25:00",
                "",
                "20261122T00"
            })
    void garbageIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> new TimeOption("--at", text).in(VIENNA))
                .isInstanceOfSatisfying(
                        AlmanacException.class,
                        error -> assertThat(error.failure()).isEqualTo(Failure.CONFIG))
                .hasMessageStartingWith("Cannot understand --at '%s': ", text)
                .hasMessageContaining("--at 2026-11-22T00:00 (in zone Europe/Vienna)");
    }
}
