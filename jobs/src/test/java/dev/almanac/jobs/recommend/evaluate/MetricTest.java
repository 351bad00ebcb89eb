package dev.almanac.jobs.recommend.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The metrics against figures worked out by hand, and the laws they keep. */
class MetricTest {
    /** Hits at places 2 and 4 of 5; three relevant items, one of them not listed. */
    private static final List<String> RANKED = List.of("a", "b", "c", "d", "e");

    private static final Set<String> RELEVANT = Set.of("b", "d", "z");

    @Test
    void ndcgDiscountsByTheLogarithmOfThePlace() {
        // (1/log2(3) + 1/log2(5)) / (1/log2(2) + 1/log2(3) + 1/log2(4)) = (.63093 + .43068) / 2.13093
        assertThat(Metric.NDCG.of(RANKED, RELEVANT, 5)).isCloseTo(0.498189, within(1e-6));
    }

    @Test
    void recallIsTheShareOfRelevantItemsFound() {
        assertThat(Metric.RECALL.of(RANKED, RELEVANT, 5)).isEqualTo(2.0 / 3);
        assertThat(Metric.RECALL.of(RANKED, RELEVANT, 2)).isEqualTo(1.0 / 3);
    }

    @Test
    void precisionDividesByTheCutOffEvenWhenTheListIsShorter() {
        assertThat(Metric.PRECISION.of(RANKED, RELEVANT, 5)).isEqualTo(2.0 / 5);
        assertThat(Metric.PRECISION.of(RANKED, RELEVANT, 10)).isEqualTo(2.0 / 10);
    }

    @Test
    void theTwoDivisorsOfMapDifferWhenMoreIsRelevantThanTheListHolds() {
        // Precision at the hits: 1/2 and 2/4.
        assertThat(Metric.MAP_OVER_RELEVANT.of(RANKED, RELEVANT, 5)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(Metric.MAP_OVER_REACHABLE.of(RANKED, RELEVANT, 2)).isCloseTo(0.5 / 2, within(1e-12));
        assertThat(Metric.MAP_OVER_RELEVANT.of(RANKED, RELEVANT, 2)).isCloseTo(0.5 / 3, within(1e-12));
    }

    @Test
    void reciprocalRankLooksAtTheFirstHitOnly() {
        assertThat(Metric.RECIPROCAL_RANK.of(RANKED, RELEVANT, 5)).isEqualTo(1.0 / 2);
        assertThat(Metric.RECIPROCAL_RANK.of(RANKED, RELEVANT, 1)).isZero();
        assertThat(Metric.RECIPROCAL_RANK.of(List.of("b", "d"), RELEVANT, 5)).isEqualTo(1);
    }

    @Test
    void oneHitIsAsGoodAsManyForTheHitRate() {
        assertThat(Metric.HIT_RATE.of(RANKED, RELEVANT, 5)).isEqualTo(1);
        assertThat(Metric.HIT_RATE.of(RANKED, RELEVANT, 2)).isEqualTo(1);
        assertThat(Metric.HIT_RATE.of(RANKED, RELEVANT, 1)).isZero();
    }

    @Test
    void aPerfectListReachesOneWhereTheMetricCan() {
        var perfect = List.of("b", "d", "z", "a");
        assertThat(Metric.NDCG.of(perfect, RELEVANT, 4)).isEqualTo(1);
        assertThat(Metric.RECALL.of(perfect, RELEVANT, 4)).isEqualTo(1);
        assertThat(Metric.MAP_OVER_RELEVANT.of(perfect, RELEVANT, 4)).isEqualTo(1);
        assertThat(Metric.MAP_OVER_REACHABLE.of(perfect, RELEVANT, 2)).isEqualTo(1);
        assertThat(Metric.RECIPROCAL_RANK.of(perfect, RELEVANT, 4)).isEqualTo(1);
        assertThat(Metric.HIT_RATE.of(perfect, RELEVANT, 4)).isEqualTo(1);
        assertThat(Metric.PRECISION.of(perfect, RELEVANT, 4)).isEqualTo(0.75);
    }

    @Test
    void anEmptyListScoresZeroEverywhere() {
        for (var metric : Metric.values()) {
            assertThat(metric.of(List.of(), RELEVANT, 10)).as(metric.label()).isZero();
        }
    }

    /** The first few of forty items in some order, and those of them that somebody likes. */
    private record Case(List<String> ranked, Set<String> relevant, int k) {
        static Case of(long seed) {
            var random = new Random(seed);
            var items = IntStream.range(0, 40).mapToObj(i -> "item-" + i).collect(Collectors.toList());
            Collections.shuffle(items, random);
            var ranked = List.copyOf(items.subList(0, random.nextInt(15)));
            Collections.shuffle(items, random);
            return new Case(ranked, Set.copyOf(items.subList(0, 1 + random.nextInt(12))), 1 + random.nextInt(12));
        }
    }

    private static void forEachCase(Consumer<Case> law) {
        LongStream.range(0, 300).mapToObj(Case::of).forEach(law);
    }

    @Test
    void everyMetricLiesBetweenZeroAndOne() {
        forEachCase(given -> {
            for (var metric : Metric.values()) {
                assertThat(metric.of(given.ranked, given.relevant, given.k))
                        .as("%s of %s", metric.label(), given)
                        .isBetween(0.0, 1.0);
            }
        });
    }

    /** A miss that becomes a hit, while as much is relevant as before, never makes a list worse. */
    @Test
    void noMetricFallsWhenAMissBecomesAHit() {
        forEachCase(MetricTest::assertNoMetricFalls);
    }

    private static void assertNoMetricFalls(Case given) {
        var hits = Metric.hits(given.ranked, given.relevant, given.k);
        int found = (int) given.ranked.stream().filter(given.relevant::contains).count();
        for (int place = 0; place < hits.length; place++) {
            if (!hits[place] && found < given.relevant.size()) {
                var more = hits.clone();
                more[place] = true;
                for (var metric : Metric.values()) {
                    assertThat(metric.of(more, given.relevant.size()))
                            .as("%s of %s with a hit at %d", metric.label(), given, place + 1)
                            .isGreaterThanOrEqualTo(metric.of(hits, given.relevant.size()));
                }
            }
        }
    }

    /** Recall, hit rate, reciprocal rank and the MAP with a fixed divisor look at more places, and take nothing back. */
    @Test
    void moreAreFoundInMorePlaces() {
        var metrics = List.of(Metric.RECALL, Metric.HIT_RATE, Metric.RECIPROCAL_RANK, Metric.MAP_OVER_RELEVANT);
        forEachCase(given -> {
            for (var metric : metrics) {
                assertThat(metric.of(given.ranked, given.relevant, given.k + 1))
                        .as("%s of %s", metric.label(), given)
                        .isGreaterThanOrEqualTo(metric.of(given.ranked, given.relevant, given.k));
            }
        });
    }
}
