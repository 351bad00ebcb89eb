package dev.almanac.jobs.recommend.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.almanac.jobs.recommend.model.Lesson;
import dev.almanac.jobs.tables.ModelTables;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ItemNeighboursTest {
    /** a has 3 users, b 2, c 2, d 1; together: a and b 2, a and c 1, b and d 1. */
    private static final Lesson LESSON = Lesson.of("ann: a b", "bob: a b d", "cid: a c", "dot: c");

    private static Map<String, Double> similarities(ItemNeighbours recipe) {
        return Lesson.trained(recipe, LESSON.data()).rows(ModelTables.ITEM_NEIGHBOURS).collectAsList().stream()
                .collect(Collectors.toMap(
                        row -> row.getAs("item_id") + "-" + row.getAs("neighbour_id"), row -> row.getAs("similarity")));
    }

    @Test
    void similarityIsWhatBothHaveDividedByBothDegreesToThePower() {
        var cosine = similarities(new ItemNeighbours(0.5, 10, 10));
        assertThat(cosine.get("a-b")).isCloseTo(2 / Math.sqrt(3 * 2), within(1e-12));
        assertThat(cosine.get("b-a")).isEqualTo(cosine.get("a-b"));
        assertThat(cosine.get("a-c")).isCloseTo(1 / Math.sqrt(3 * 2), within(1e-12));
        assertThat(cosine.get("b-d")).isCloseTo(1 / Math.sqrt(2 * 1), within(1e-12));
        assertThat(cosine).doesNotContainKeys("c-d", "c-b", "a-a");
        assertThat(similarities(new ItemNeighbours(0, 10, 10))).containsEntry("a-b", 2.0);
    }

    @Test
    void onlyTheNearestAreKept() {
        assertThat(similarities(new ItemNeighbours(0.5, 1, 10)).keySet())
                .containsExactlyInAnyOrder("a-b", "b-a", "c-a", "d-b");
    }

    /** For cid, who used a and c: b is 2/sqrt(6) from a; d is 1/sqrt(3) from a. */
    @Test
    void aUserIsListedWhatIsNearestToWhatTheyUsed() {
        assertThat(LESSON.list(new ItemNeighbours(0.5, 10, 10), "cid", "a", "c"))
                .containsExactly("b", "d");
        assertThat(LESSON.list(new ItemNeighbours(0.5, 10, 10), "dot", "c"))
                .as("what shares no user with c cannot be scored")
                .containsExactly("a");
    }

    @Test
    void onlyTheLastUsedItemsCount() {
        var lesson = new Lesson()
                .use("ann", "old", 1, 30)
                .use("ann", "new", 1, 2)
                .use("ann", "newer", 1, 1)
                .use("bob", "old", 1, 1)
                .use("bob", "x", 1, 1);
        assertThat(lesson.list(new ItemNeighbours(0.5, 10, 2), "ann")).doesNotContain("x");
        assertThat(lesson.list(new ItemNeighbours(0.5, 10, 3), "ann")).contains("x");
    }
}
