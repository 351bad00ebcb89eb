package dev.almanac.jobs.recommend.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The metrics against figures worked out by hand. */
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
    void aPerfectListReachesOneWhereTheMetricCan() {
        var perfect = List.of("b", "d", "z", "a");
        assertThat(Metric.NDCG.of(perfect, RELEVANT, 4)).isEqualTo(1);
        assertThat(Metric.RECALL.of(perfect, RELEVANT, 4)).isEqualTo(1);
        assertThat(Metric.MAP_OVER_RELEVANT.of(perfect, RELEVANT, 4)).isEqualTo(1);
        assertThat(Metric.MAP_OVER_REACHABLE.of(perfect, RELEVANT, 2)).isEqualTo(1);
        assertThat(Metric.PRECISION.of(perfect, RELEVANT, 4)).isEqualTo(0.75);
    }

    @Test
    void anEmptyListScoresZeroEverywhere() {
        for (var metric : Metric.values()) {
            assertThat(metric.of(List.of(), RELEVANT, 10)).as(metric.label()).isZero();
        }
    }
}
