package dev.almanac.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorPlanTest {

    /** Impossible values are refused before Spark has anything to do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weeks = 1                         | must be at least 2",
                "lands-ahead-minutes = 60          | must lie between 1 and 59",
                "ends-at = \"next Monday\"         | must be an ISO instant",
                "days = [1, 2]                     | must have 7 weights",
                "hours = []                        | must have 24 weights"
            })
    void impossibleCalendarsAreRefused(String setting, String message) {
        String calendar =
                "ends-at = \"2026-01-05T00:00:00Z\", weeks = 4, lands-ahead-minutes = 5, days = [1,1,1,1,1,1,1], hours = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]\n";
        var section = ConfigLoader.text("test", calendar + setting).root();
        assertThatThrownBy(() -> ConfigBinder.bindOrThrow(section, CalendarPlan.class))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"pick = a,1", "'pick = a, phrase = b',2", "'',0"})
    void aDrawSaysHowInExactlyOneWay(String draw, int ways) {
        var section = ConfigLoader.text("test", draw).root();
        if (ways == 1) {
            assertThat(ConfigBinder.bindOrThrow(section, Draw.class).list()).isEqualTo("a");
        } else {
            assertThatThrownBy(() -> ConfigBinder.bindOrThrow(section, Draw.class))
                    .hasMessageContaining("exactly one of");
        }
    }

    @Test
    void wordListsHaveSectionsAndSlots() {
        var list = WordList.of(List.of("# note", "", "[one]", "a {slot}", "[two]", " b "));
        assertThat(list.words()).containsExactly("a {slot}", "b");
        assertThat(list.sections()).containsOnlyKeys("one", "two");
        assertThat(list.slots()).containsExactly("slot");
    }

    /** Months, then the days of the last week, then the last hour; in local time, so also across a clock change. */
    @Test
    void filesLandShortlyBeforeLocalBoundaries() {
        var plan = new CalendarPlan(
                "2026-11-02T05:00:00Z",
                5,
                5,
                List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
                Stream.generate(() -> 1.0).limit(24).toList());
        var labels = new Landings(new Calendar(plan, ZoneId.of("America/New_York"))).labels();
        assertThat(labels)
                .containsExactly(
                        "2026-09-28T0455Z",
                        "2026-10-01T0355Z",
                        "2026-10-26T0355Z",
                        "2026-10-27T0355Z",
                        "2026-10-28T0355Z",
                        "2026-10-29T0355Z",
                        "2026-10-30T0355Z",
                        "2026-10-31T0355Z",
                        "2026-11-01T0355Z",
                        "2026-11-02T0355Z",
                        "2026-11-02T0455Z");
    }

    @Test
    void sharesAddUpExactly() {
        assertThat(Shares.split(10, Map.of("a", 1.0, "b", 1.0, "c", 1.0), share -> share))
                .isEqualTo(Map.of("a", 3L, "b", 4L, "c", 3L));
    }
}
