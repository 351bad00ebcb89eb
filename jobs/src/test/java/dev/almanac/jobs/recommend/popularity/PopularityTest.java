package dev.almanac.jobs.recommend.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.almanac.jobs.recommend.model.Lesson;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.tables.ModelTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PopularityTest {
    private static final Lesson LESSON = new Lesson()
            .use("ann", "classic", 5, 40)
            .use("bob", "classic", 1, 30)
            .use("cid", "classic", 1, 10)
            .use("ann", "rising", 1, 10)
            .use("bob", "rising", 1, 0);

    private static Map<String, Double> scores(Recommender recipe) {
        return scores(recipe, LESSON);
    }

    private static Map<String, Double> scores(Recommender recipe, Lesson lesson) {
        return Lesson.trained(recipe, lesson.data()).rows(ModelTables.ITEM_SCORES).collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getDouble(1)));
    }

    @Test
    void plainPopularityCountsUsersHoweverMuchEachUsedIt() {
        assertThat(scores(new Popularity())).containsEntry("classic", 3.0).containsEntry("rising", 2.0);
    }

    /** With a half-life of ten days: 1/16 + 1/8 + 1/2 and 1/2 + 1. */
    @Test
    void decayedPopularityHalvesAUserWithEveryHalfLife() {
        var scores = scores(new DecayedPopularity(Duration.ofDays(10)));
        assertThat(scores.get("classic")).isCloseTo(0.6875, within(1e-6));
        assertThat(scores.get("rising")).isCloseTo(1.5, within(1e-6));
    }

    /** With a half-life of ten days: what came after the cut does not count, what does not say when it came is old. */
    @Test
    void theNewestCountMost() {
        var lesson = new Lesson()
                .use("ann", "undated", 1, 1)
                .item("old", "Old", List.of(), Lesson.CUT.minus(Duration.ofDays(20)))
                .item("new", "New", List.of(), Lesson.CUT)
                .item("coming", "Coming", List.of(), Lesson.CUT.plus(Duration.ofDays(1)));
        assertThat(scores(new Newest(Duration.ofDays(10)), lesson)).isEqualTo(Map.of("old", 0.25, "new", 1.0));
    }

    @Test
    void recentPopularityCountsTheLastDaysOnly() {
        assertThat(scores(new RecentPopularity(Duration.ofDays(10))))
                .containsEntry("classic", 1.0)
                .containsEntry("rising", 2.0);
        assertThat(scores(new RecentPopularity(Duration.ofDays(9)))).containsEntry("classic", 0.0);
    }
}
