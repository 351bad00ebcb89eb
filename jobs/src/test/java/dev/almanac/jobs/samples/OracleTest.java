package dev.almanac.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promoted has learnt the planted tastes: measured against who knows them, on more than one draw of them. */
@Tag("long")
class OracleTest {
    /** What people of each domain with a sample do with the items that are recommended to them. */
    private static final Map<String, String> ACTIVITIES = new TreeMap<>(Map.of(
            "career", "search", "code-review", "training", "poker-training", "training", "social-feed", "reacting"));

    /** None of them was looked at when the domains' recipes were chosen: those were 101, 102 and 103. */
    private static final long[] FRESH_SEEDS = {7, 8, 9};

    static Stream<Arguments> samples() {
        return ACTIVITIES.keySet().stream()
                .flatMap(domain -> LongStream.concat(
                                LongStream.of(CommittedSample.of(domain).seed()), LongStream.of(FRESH_SEEDS))
                        .mapToObj(seed -> Arguments.of(domain, seed)));
    }

    /**
     * The committed sample is read as it is committed; files of the other seeds are made for the test. The figures are
     * printed (target/surefire-reports), for docs/recommendations.md.
     */
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("samples")
    void thePromotedModelClosesAThirdOfTheGapToTheOracle(String domain, long seed, @TempDir Path folder) {
        var contest = new SampleContest(domain, seed);
        boolean committed = seed == CommittedSample.of(domain).seed();
        if (!committed) {
            contest.write(folder);
        }
        var result = contest.hold(committed ? Generated.ROOT : folder, ACTIVITIES.get(domain));

        System.out.printf("%s, seed %d: %s%n", domain, seed, result);
        assertThat(result.verdict().baseline().recipe())
                .as("a baseline does not serve: %s", result)
                .isNotEqualTo(result.verdict().winner());
        assertThat(result.lift().lower())
                .as("surely better than a baseline: %s", result)
                .isPositive();
        assertThat(result.share()).as("of the gap: %s", result).isGreaterThanOrEqualTo(1 / 3.0);
    }
}
