package dev.almanac.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From HOCON to records: every type there is, and every problem with its exact line. */
class ConfigBinderTest {
    enum Tone {
        CALM,
        VERY_LOUD
    }

    record Source(
            String path,
            @Default("csv") String format,
            @Default("[]") List<String> columns,
            Optional<Integer> limit) {
        Source {
            Require.notBlank("path", path);
        }
    }

    record Numbers(int whole, long big, double real, boolean flag) {}

    record Words(String text, Tone tone, Duration pause, ZoneId zone) {}

    record Names(Map<String, Source> sources, Map<String, Integer> weights, List<Source> more) {}

    record Window(int windowDays, @Default("2") int minUses) {
        Window {
            Require.positive("window-days", windowDays);
        }
    }

    record Login(String password, Window window) {
        Login {
            Require.that(password.length() > 20, "password", password, "must be long");
        }
    }

    record OneOf(int count, Tone tone, Duration pause, ZoneId zone, List<Integer> list, Window window) {}

    private static <T> T bind(Class<T> type, String hocon) {
        return ConfigBinder.bindOrThrow(ConfigLoader.text("x.conf", hocon).root(), type);
    }

    static List<String> problems(Class<?> type, String hocon) {
        var problems = new ConfigProblems();
        var bound = new ConfigBinder(problems)
                .bind(ConfigLoader.text("x.conf", hocon).root(), type);
        assertThat(bound.isPresent() || !problems.sorted().isEmpty()).isTrue();
        return problems.sorted().stream().map(ConfigProblems.Problem::toString).toList();
    }

    @Test
    void numbersAndFlags() {
        assertThat(bind(Numbers.class, "whole = 3, big = 3000000000, real = .5, flag = true"))
                .isEqualTo(new Numbers(3, 3_000_000_000L, .5, true));
    }

    /** Environment variables and --set only ever give text. */
    @Test
    void numbersAndFlagsWrittenAsText() {
        assertThat(bind(Numbers.class, "whole = \"3\", big = \"1e3\", real = \" 2 \", flag = \"off\""))
                .isEqualTo(new Numbers(3, 1000, 2, false));
    }

    /** A delimiter or a prefix may well be a blank; only what is no text is stripped. */
    @Test
    void textKeepsItsBlanks() {
        assertThat(bind(Words.class, "text = \" \", tone = \" calm \", pause = \" 1 s \", zone = \" UTC \"")
                        .text())
                .isEqualTo(" ");
    }

    @Test
    void wordsDurationsAndZones() {
        assertThat(bind(Words.class, "text = 5, tone = very-loud, pause = 14 days, zone = Europe/Berlin"))
                .isEqualTo(new Words("5", Tone.VERY_LOUD, Duration.ofDays(14), ZoneId.of("Europe/Berlin")));
    }

    @Test
    void recordsUnderNamesAndInListsTakeTheirDefaults() {
        var bound = bind(Names.class, """
                sources { b { path = p, limit = 4, columns = [x, y] }, "a.c" { path = q } }
                weights { view = 1, drop = null }
                more = [{ path = r, format = json }]
                """);

        assertThat(bound.sources())
                .containsExactly(
                        Map.entry("a.c", new Source("q", "csv", List.of(), Optional.empty())),
                        Map.entry("b", new Source("p", "csv", List.of("x", "y"), Optional.of(4))));
        assertThat(bound.weights()).containsExactly(Map.entry("view", 1));
        assertThat(bound.more()).containsExactly(new Source("r", "json", List.of(), Optional.empty()));
    }

    /** An overlay takes a value away with null; what is then left is the default, or a missing key. */
    @Test
    void nullIsAbsent() {
        assertThat(bind(Window.class, "window-days = 1, min-uses = null")).isEqualTo(new Window(1, 2));
        assertThat(problems(Window.class, "\nwindow-days = null")).containsExactly("x.conf:2: window-days: is missing");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "count  | many         | must be a whole number below 2147483648, but is 'many'",
                "count  | 3.7          | must be a whole number below 2147483648, but is '3.7'",
                "count  | 3000000000   | must be a whole number below 2147483648, but is '3000000000'",
                "count  | 1e999999999  | must be a whole number below 2147483648, but is '1e999999999'",
                "count  | [1]          | must be a whole number below 2147483648, but is a list",
                "tone   | very-lout    | must be one of calm, very-loud, but is 'very-lout'; did you mean 'very-loud'?",
                "tone   | VERY_LOUD    | must be one of calm, very-loud, but is 'VERY_LOUD'; did you mean 'very-loud'?",
                "tone   | sad          | must be one of calm, very-loud, but is 'sad'",
                "pause  | 14           | must be a duration with its unit, such as '14 days' or '30 seconds', but is '14'",
                "pause  | 2 moons      | must be a duration with its unit, such as '14 days' or '30 seconds', but is '2 moons'",
                "zone   | Europe/Berln | must be a time zone, such as Europe/Berlin, but is 'Europe/Berln';"
                        + " did you mean 'Europe/Berlin'?",
                "list   | 5            | must be a list, as in [a, b], but is '5'",
                "window | 5            | must be a section, as in { ... }, but is '5'",
                "count  | { a.b = 1 }  | must be a whole number below 2147483648, but is a section"
                        + " (a name with dots in it needs quotes, as in \"a.b\" = 1)",
            })
    void aValueOfTheWrongTypeIsShownWithWhatIsAllowed(String key, String value, String message) {
        var rest = Map.of(
                "count",
                "1",
                "tone",
                "calm",
                "pause",
                "1s",
                "zone",
                "UTC",
                "list",
                "[]",
                "window",
                "{window-days = 1}");
        var hocon = new StringBuilder("# a comment in line 1\n%s = %s\n".formatted(key, value));
        rest.forEach((other, good) -> hocon.append(other.equals(key) ? "" : other + " = " + good + "\n"));

        assertThat(problems(OneOf.class, hocon.toString())).containsExactly("x.conf:2: " + key + ": " + message);
    }

    @Test
    void elementsOfListsAndMapsAreNamedByTheirPath() {
        assertThat(problems(Names.class, """
                        sources {
                          a { path = " " }
                          "b.c" { path = p, limit = x }
                        }
                        weights { view = high }
                        more = [
                          { path = r }
                          { path = r, columns = [{}] }
                        ]
                        """))
                .containsExactly(
                        "x.conf:2: sources.a.path: path = ' ' must not be blank",
                        "x.conf:3: sources.\"b.c\".limit: must be a whole number below 2147483648, but is 'x'",
                        "x.conf:5: weights.view: must be a whole number below 2147483648, but is 'high'",
                        "x.conf:8: more[1].columns[0]: must be text, but is a section");
    }

    @Test
    void unknownKeysNameTheNearestOrAllKnownOnes() {
        assertThat(problems(Window.class, "window-days = 1\nmin-use = 3\nfrequency = 3"))
                .containsExactly(
                        "x.conf:2: min-use: unknown key; did you mean 'min-uses'?",
                        "x.conf:3: frequency: unknown key; known: window-days, min-uses");
    }

    /** A misspelt key that is null in an overlay would otherwise be silently without effect. */
    @Test
    void anUnknownKeyIsUnknownEvenWhenItIsNull() {
        assertThat(problems(Window.class, "window-days = 1\nmin-use = null"))
                .containsExactly("x.conf:2: min-use: unknown key; did you mean 'min-uses'?");
    }

    @Test
    void missingKeysAreReportedWhereTheirSectionStands() {
        assertThat(problems(Login.class, "password = abcdefghijklmnopqrstuvwxyz\nwindow {\n  min-uses = 1\n}"))
                .containsExactly("x.conf:2: window.window-days: is missing");
    }

    @Test
    void anImpossibleValueIsReportedInItsOwnLine() {
        assertThat(problems(Window.class, "\nmin-uses = 1\nwindow-days = 0"))
                .containsExactly("x.conf:3: window-days: window-days = 0 must be greater than 0");
    }

    @Test
    void allKindsOfProblemsAreReportedAtOnceInTheOrderOfTheFile() {
        assertThat(problems(OneOf.class, """
                        count = ${NOWHERE}
                        tone = loud
                        puase = 1s
                        zone = UTC
                        list = [1, x, y]
                        window { window-days = -1 }
                        """))
                .containsExactly(
                        "x.conf:1: count: ${NOWHERE} is neither a key nor an environment variable; set one of them",
                        "x.conf:1: pause: is missing",
                        "x.conf:2: tone: must be one of calm, very-loud, but is 'loud'",
                        "x.conf:3: puase: unknown key; did you mean 'pause'?",
                        "x.conf:5: list[1]: must be a whole number below 2147483648, but is 'x'",
                        "x.conf:5: list[2]: must be a whole number below 2147483648, but is 'y'",
                        "x.conf:6: window.window-days: window-days = -1 must be greater than 0");
    }

    @Test
    void aSecretIsMaskedInEveryProblem() {
        assertThat(problems(Login.class, "password = swordfish, window { window-days = 1 }"))
                .containsExactly("x.conf:1: password: password = *** must be long");
    }

    @ParameterizedTest
    @CsvSource({
        "password, true",
        "db-password, true",
        "spark.hadoop.fs.s3a.access.key, true",
        "secretKey, true",
        "API_KEY, true",
        "key, false",
        "key-columns, false",
        "tokenizer, false"
    })
    void secretNames(String key, boolean secret) {
        assertThat(Secrets.isSecretName(key)).isEqualTo(secret);
    }

    /** A component type the binder does not know is a mistake in the code, not in the configuration. */
    @Test
    void otherTypesAreABug() {
        record Odd(java.util.Set<String> set) {}

        assertThatThrownBy(() -> bind(Odd.class, "set = [a]")).isInstanceOf(IllegalStateException.class);
    }
}
