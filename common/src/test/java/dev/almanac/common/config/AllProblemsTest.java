package dev.almanac.common.config;

import static dev.almanac.common.config.ConfigBinderTest.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No mistake hides another: who mends what was listed is done. */
class AllProblemsTest {
    record Range(int least, int most, String name) {
        Range {
            Require.notNegative("least", least);
            Require.notNegative("most", most);
            Require.that(least <= most, "least", least, "must not be above most");
            Require.possible(() -> refuse(name));
        }

        private static void refuse(String name) {
            if (name.contains("?")) {
                throw new IllegalArgumentException("name = " + name + " must be certain");
            }
        }
    }

    record Ranges(
            Map<String, Range> ranges,
            List<String> order,
            @Default("5 s") Duration pause) {
        Ranges {
            order.forEach(name ->
                    Require.that(ranges.containsKey(name), List.of("order"), name + " is none of " + ranges.keySet()));
            Require.positive("pause", pause);
        }
    }

    @Test
    void everyConditionOfASectionIsChecked() {
        assertThat(problems(Range.class, "least = -1\nmost = -2\nname = \"who?\""))
                .containsExactly(
                        "x.conf:1: least: least = -1 must not be above most",
                        "x.conf:1: least: least = -1 must not be negative",
                        "x.conf:2: most: most = -2 must not be negative",
                        "x.conf:3: name: name = who? must be certain");
    }

    /** Neither of its own section nor of those around it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            least = x, most = -2, name = "?"  | must be a whole number below 2147483648, but is 'x'
            most = -2, name = "?"             | least: is missing
            least = [1], most = -2, name = "?"| must be a whole number below 2147483648, but is a list
            """)
    void aValueThatCannotBeReadHidesNoOther(String range, String problem) {
        var problems = problems(Ranges.class, "ranges.a { %s }\norder = [a, b]\npause = 0 s".formatted(range));

        assertThat(problems).hasSize(5).anyMatch(found -> found.contains(problem));
        assertThat(problems.subList(3, 5))
                .containsExactly(
                        "x.conf:2: order: b is none of [a]",
                        "x.conf:3: pause: pause = PT0S must be longer than nothing");
    }

    /** What cannot be read is not reported a second time for the value that stands in for it. */
    @Test
    void aSectionThatIsNoneHidesNothingAroundIt() {
        assertThat(problems(Ranges.class, "ranges.a = 5\norder = [a, b]\npause = soon"))
                .containsExactly(
                        "x.conf:1: ranges.a: must be a section, as in { ... }, but is '5'",
                        "x.conf:2: order: b is none of [a]",
                        "x.conf:3: pause: must be a duration with its unit, such as '14 days' or '30 seconds',"
                                + " but is 'soon'");
    }

    /** They all stand in the line of the section that lacks them. */
    @Test
    void everyMissingKeyIsNamed() {
        assertThat(problems(Ranges.class, "ranges { a {}, b {} }"))
                .containsExactly(
                        "x.conf:1: order: is missing",
                        "x.conf:1: ranges.a.least: is missing",
                        "x.conf:1: ranges.a.most: is missing",
                        "x.conf:1: ranges.a.name: is missing",
                        "x.conf:1: ranges.b.least: is missing",
                        "x.conf:1: ranges.b.most: is missing",
                        "x.conf:1: ranges.b.name: is missing");
    }

    /** A condition names the list, not its elements. */
    @Test
    void aListIsNotJudgedByAnElementThatStandsIn() {
        assertThat(problems(Ranges.class, "ranges {}\norder = [{}]"))
                .containsExactly("x.conf:2: order[0]: must be text, but is a section");
    }

    /** In code there is nobody to list problems to. */
    @Test
    void outsideOfTheBinderTheFirstConditionThrows() {
        assertThatThrownBy(() -> new Range(-1, -2, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("least = -1 must not be negative");
    }
}
