package dev.almanac.jobs.recommend.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.almanac.jobs.recommend.model.Lesson;
import dev.almanac.jobs.tables.ModelTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentSimilarityTest {
    private static final ContentSimilarity RECIPE = new ContentSimilarity(1, 1, 100);

    private static Lesson reading() {
        return new Lesson()
                .item("bread", "Baking good bread", List.of("Baking"), null)
                .item("cake", "Baking a cake", List.of("Baking"), null)
                .item("bike", "Mending a bike", List.of("Repair"), null)
                .item("car", "Mending the car", List.of("Repair"), null)
                .item("tomorrow", "Baking tomorrow", List.of("Baking"), Lesson.CUT.plusSeconds(1))
                .use("ann", "bread", 1, 1)
                .use("bob", "bike", 1, 1);
    }

    /** Nobody has used cake or car; what they are about is enough. */
    @Test
    void itListsWhatReadsLikeWhatWasUsedAlsoWhenNobodyUsedItYet() {
        assertThat(reading().list(RECIPE, "ann", "bread")).containsExactly("cake");
        assertThat(reading().list(RECIPE, "bob", "bike")).containsExactly("car");
    }

    @Test
    void aUserIsTheMeanOfWhatTheyUsedByWeight() {
        var lesson = reading().use("cid", "bread", 0.1, 1).use("cid", "bike", 1, 1);
        assertThat(lesson.list(RECIPE, "cid", "bread", "bike")).containsExactly("car", "cake");
    }

    /** Three of five items, the one of tomorrow left out, hold no other term than these: tf-idf is ln((4 + 1) / (2 + 1)) each. */
    @Test
    void termsAreWordsAndTagsInVectorsOfLengthOne() {
        var rows = Lesson.trained(RECIPE, reading().data())
                .rows(ModelTables.ITEM_TERMS)
                .collectAsList();
        assertThat(rows)
                .extracting(row -> row.<String>getAs("item_id"))
                .as("what is published after the cut is not known yet")
                .containsExactlyInAnyOrder("bread", "cake", "bike", "car");
        var cake = rows.stream()
                .filter(row -> row.getAs("item_id").equals("cake"))
                .findFirst()
                .orElseThrow();
        assertThat(cake.<String>getList(cake.fieldIndex("terms"))).containsExactly("#baking", "baking", "cake");
        double common = Math.log(5.0 / 3);
        double own = Math.log(5.0 / 2);
        double length = Math.sqrt(2 * common * common + own * own);
        List<Double> weights = cake.getList(cake.fieldIndex("weights"));
        assertThat(weights.get(0)).isCloseTo(common / length, within(1e-12));
        assertThat(weights.get(2)).isCloseTo(own / length, within(1e-12));
    }

    @Test
    void whereNothingCanBeReadNothingIsListed() {
        assertThat(new Lesson().use("ann", "silent", 1, 1).list(RECIPE, "ann")).isEmpty();
    }

    @Test
    void anItemWithoutAnyTextIsLeftOut() {
        assertThat(reading().use("ann", "silent", 1, 1).list(RECIPE, "ann", "bread", "silent"))
                .containsExactly("cake");
    }
}
