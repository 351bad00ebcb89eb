package dev.almanac.jobs.recommend.evaluate;

import static dev.almanac.jobs.recommend.evaluate.ListMeasure.DIVERSITY;
import static dev.almanac.jobs.recommend.evaluate.ListMeasure.NOVELTY;
import static dev.almanac.jobs.recommend.evaluate.ListMeasure.SERENDIPITY;
import static dev.almanac.jobs.recommend.evaluate.ListMeasure.YOUNG_SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The measures of {@link Catalogue#ofSix} against figures worked out by hand, and the laws they keep. */
class ListMeasureTest {
    private static final Offset<Double> EXACTLY = within(1e-12);
    private static final int LONGEST = 5;

    private static ListReader reader;

    @BeforeAll
    static void readTheCatalogue() {
        var six = Catalogue.ofSix();
        reader = new ListReader(six.candidates(), six.knowledge(), LONGEST);
    }

    private static RankedList list(String... ranked) {
        return reader.read(List.of(ranked), Set.of("d", "f"), List.of("a"));
    }

    @Test
    void noveltyIsTheMeanOfBits() {
        // Eight users, with the one who used everything: 4 of them used b (1 bit), 1 used d (3 bits), 8 used a (0).
        assertThat(NOVELTY.of(list("b", "d", "a"), 1)).isCloseTo(1, EXACTLY);
        assertThat(NOVELTY.of(list("b", "d", "a"), 2)).isCloseTo((1 + 3) / 2.0, EXACTLY);
        assertThat(NOVELTY.of(list("b", "d", "a"), 3)).isCloseTo((1 + 3 + 0) / 3.0, EXACTLY);
    }

    @Test
    void diversityIsOneLessTheMeanSimilarityOfPairs() {
        // Jaccard: a and b share y of x, y, z (1/3); a and d have the same tags (1); b and d as a and b (1/3).
        assertThat(DIVERSITY.of(list("a", "b", "d"), 2)).isCloseTo(1 - 1.0 / 3, EXACTLY);
        assertThat(DIVERSITY.of(list("a", "b", "d"), 3)).isCloseTo(1 - (1.0 / 3 + 1 + 1.0 / 3) / 3, EXACTLY);
        // b and f share z of y, z (1/2).
        assertThat(DIVERSITY.of(list("f", "b"), 2)).isCloseTo(1.0 / 2, EXACTLY);
    }

    @Test
    void itemsWithoutTagsAreLikeEachOtherAndLikeNoOther() {
        assertThat(DIVERSITY.of(list("c", "e"), 2)).isZero();
        assertThat(DIVERSITY.of(list("c", "a"), 2)).isEqualTo(1);
    }

    @Test
    void oneItemIsNoVariety() {
        assertThat(DIVERSITY.of(list("a"), 3)).isZero();
        assertThat(DIVERSITY.of(list("a", "f"), 1)).isZero();
    }

    @Test
    void serendipityIsBeingRightWherePopularityIsNot() {
        // The user has seen a; by popularity the next are b, c, d, e, f. d and f are relevant.
        var list = list("d", "b", "f");
        // {d} against {b}: d is found.
        assertThat(SERENDIPITY.of(list, 1)).isEqualTo(1);
        // {d, b} against {b, c}: d is found, b is not relevant.
        assertThat(SERENDIPITY.of(list, 2)).isEqualTo(1.0 / 2);
        // {d, b, f} against {b, c, d}: d would have been there, f is found.
        assertThat(SERENDIPITY.of(list, 3)).isEqualTo(1.0 / 3);
        // The list is shorter than 4; b, c, d and e would have been there, f is found.
        assertThat(SERENDIPITY.of(list, 4)).isEqualTo(1.0 / 4);
        assertThat(SERENDIPITY.of(list, 5)).isZero();
    }

    /** With a seen by nobody, a user who has not seen it would get it first. */
    @Test
    void whatIsObviousDependsOnWhatTheUserHasSeen() {
        var unseen = reader.read(List.of("d", "b", "f"), Set.of("d", "f"), List.of());
        // {d, b, f} against {a, b, c}: d and f are found.
        assertThat(SERENDIPITY.of(unseen, 3)).isEqualTo(2.0 / 3);
    }

    @Test
    void youngItemsAreNoOlderThanConfiguredOnTheDayOfTheTest() {
        // d is two days old, b a minute too old, f just young enough; a says nothing.
        var list = list("d", "b", "f", "a");
        assertThat(YOUNG_SHARE.of(list, 1)).isEqualTo(1);
        assertThat(YOUNG_SHARE.of(list, 2)).isEqualTo(1.0 / 2);
        assertThat(YOUNG_SHARE.of(list, 3)).isEqualTo(2.0 / 3);
        assertThat(YOUNG_SHARE.of(list, 5)).isEqualTo(2.0 / 4);
    }

    @Test
    void anEmptyListScoresZeroEverywhere() {
        for (var measure : Measure.all()) {
            assertThat(measure.of(list(), 3)).as(measure.label()).isZero();
        }
    }

    /** Popularity itself is never serendipitous. */
    @Test
    void thePopularityOrderSurprisesNobody() {
        var popular = list("b", "c", "d", "e", "f");
        for (int k = 1; k <= LONGEST; k++) {
            assertThat(SERENDIPITY.of(popular, k)).as("@%d", k).isZero();
        }
    }

    @Test
    void anItemThatIsNoCandidateIsRefused() {
        assertThatThrownBy(() -> list("a", "gone")).hasMessageContaining("no candidate");
    }

    @Test
    void labelsAreWhatTablesHold() {
        assertThat(Measure.all().stream().map(Measure::label))
                .containsExactly(
                        "ndcg",
                        "recall",
                        "precision",
                        "map-over-relevant",
                        "map-over-reachable",
                        "reciprocal-rank",
                        "hit-rate",
                        "novelty",
                        "diversity",
                        "serendipity",
                        "young-share");
    }

    @Test
    void everyMeasureKeepsItsBounds() {
        var random = new Random(5);
        for (int i = 0; i < 200; i++) {
            assertBounds(random);
        }
    }

    private static void assertBounds(Random random) {
        var ranked = new ArrayList<>(Arrays.asList("a", "b", "c", "d", "e", "f"));
        Collections.shuffle(ranked, random);
        var relevant = Set.copyOf(ranked.subList(0, 1 + random.nextInt(5)));
        Collections.shuffle(ranked, random);
        var list = reader.read(ranked.subList(0, random.nextInt(7)), relevant, List.of());
        for (int k = 1; k <= LONGEST; k++) {
            // Seven users: an item nobody used says log2(7 + 1) bits.
            assertThat(NOVELTY.of(list, k)).isBetween(0.0, 3 + 1e-12);
            assertThat(DIVERSITY.of(list, k)).isBetween(0.0, 1.0);
            assertThat(YOUNG_SHARE.of(list, k)).isBetween(0.0, 1.0);
            // A surprise is a hit.
            assertThat(SERENDIPITY.of(list, k)).isBetween(0.0, Metric.PRECISION.of(list, k));
        }
    }
}
