package dev.almanac.jobs.recommend.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.almanac.jobs.recommend.content.ContentSimilarity;
import dev.almanac.jobs.recommend.model.Lesson;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.neighbours.ItemNeighbours;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.tables.ModelTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlendTest {
    private static final Recommender TOGETHER = new ItemNeighbours(0.5, 10, 10);
    private static final Recommender WORDS = new ContentSimilarity(1, 1, 100);

    private static Blend of(double together, double words) {
        return new Blend(List.of(
                new Blend.Ingredient("together", TOGETHER, together), new Blend.Ingredient("words", WORDS, words)));
    }

    /** Others who used bread used ham; cake only reads like it; nobody used cake. */
    private static Lesson kitchen() {
        return Lesson.of("ann: bread", "bob: bread ham", "cid: bread ham", "dot: soup ham")
                .item("bread", "Baking bread", List.of("Baking"), null)
                .item("cake", "Baking cake", List.of("Baking"), null)
                .item("ham", "Curing ham", List.of("Meat"), null)
                .item("soup", "Cooking soup", List.of("Pot"), null);
    }

    @Test
    void whatOnePartCannotScoreIsListedByTheOther() {
        assertThat(kitchen().list(of(1, 1), "ann", "bread")).containsExactlyInAnyOrder("ham", "cake");
    }

    @Test
    void theWeightsDecide() {
        var lesson = kitchen().use("bob", "soup", 1, 1).item("ham", "Baking ham", List.of("Meat"), null);
        assertThat(lesson.list(of(1, 0.01), "ann", "bread").get(0)).isEqualTo("ham");
        assertThat(lesson.list(of(0.01, 1), "ann", "bread").get(0)).isEqualTo("cake");
    }

    @Test
    void aBaselineMayBeAPart() {
        var blend = new Blend(List.of(
                new Blend.Ingredient("popularity", new Popularity(), 1),
                new Blend.Ingredient("together", TOGETHER, 0.01)));
        assertThat(kitchen().list(blend, "dot").get(0)).isEqualTo("bread");
    }

    @Test
    void itsRowsSayWhichModelsItIsMadeOf() {
        var model = Lesson.trained(of(0.6, 0.4), kitchen().data());
        assertThat(model.rows(ModelTables.BLEND_PARTS).collectAsList())
                .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getDouble(2))
                .containsExactly(
                        "together " + model.parts().get(0).version() + " 0.6",
                        "words " + model.parts().get(1).version() + " 0.4");
    }

    /** Scores 1, 3 and none: mean 2, deviation 1. With 2 for none: mean 2, deviation sqrt(2/3). */
    @Test
    void scoresAreStandardisedOverWhatAPartCanScore() {
        var sums = new double[] {10, 10, 10};
        var known = new boolean[3];
        Standardised.add(new double[] {1, 3, Double.NaN}, Double.NaN, 0.5, sums, known);
        assertThat(sums).containsExactly(new double[] {9.5, 10.5, 10}, within(1e-12));
        assertThat(known).containsExactly(true, true, false);
        Standardised.add(new double[] {7, 7, 7}, Double.NaN, 0.5, sums, known);
        assertThat(sums)
                .as("scores that are all alike say nothing")
                .containsExactly(new double[] {9.5, 10.5, 10}, within(1e-12));
        var worth = new double[3];
        Standardised.add(new double[] {1, 3, Double.NaN}, 2, 1, worth, new boolean[3]);
        assertThat(worth).containsExactly(new double[] {-Math.sqrt(1.5), Math.sqrt(1.5), 0}, within(1e-12));
    }
}
