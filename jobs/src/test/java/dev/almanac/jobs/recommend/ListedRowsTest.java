package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.settings.Recipe;
import dev.almanac.jobs.tables.RecommendationTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Where the places of lists come from, and what is said of them. */
class ListedRowsTest {
    private static final Map<String, Recipe> ALS = Map.of("als", Recipe.of(new ImplicitAls(6, 4, 2, 0.1, 2)));

    private static List<Row> list(List<Row> all, String user) {
        return all.stream().filter(row -> row.getAs("user_id").equals(user)).toList();
    }

    private static Set<String> items(List<Row> list) {
        return list.stream().map(row -> row.<String>getAs("item_id")).collect(Collectors.toSet());
    }

    /** Segment popularity, then popularity: for users without events, also when popularity serves everyone. */
    @Test
    void coldUsersGetWhatIsPopularWithUsersAlike() {
        for (boolean tastes : List.of(true, false)) {
            var world = World.of(tastes)
                    .userFrom("no", "cold-no")
                    .userFrom("nz", "cold-nz")
                    .user("cold", false)
                    .item("ski", null, null);
            for (var fan : List.of("fan-1", "fan-2")) {
                world.userFrom("no", fan).event(fan, "ski", "use", World.END.minus(Duration.ofDays(1)));
            }
            var night = WorldNight.of(world, TestSettings.coldByCountry(ALS), "run-1");
            var all = night.rows(RecommendationTables.RECOMMENDATIONS);
            var popular = items(night.rows(RecommendationTables.POPULAR_ITEMS));

            var first = list(all, "cold-no").stream()
                    .filter(row -> row.getAs("rank").equals(1))
                    .toList();
            assertThat(first).singleElement().satisfies(row -> {
                assertThat(row.<String>getAs("item_id")).isEqualTo("ski");
                assertThat(row.<String>getAs("strategy")).isEqualTo("segment-popularity");
                assertThat(row.<String>getAs("reason")).isEqualTo("Popular with users like you at the moment.");
                assertThat(row.<String>getAs("model_version")).startsWith("segment-popularity-");
            });
            assertThat(list(all, "cold-no")).as("filled up from popularity").hasSize(TestSettings.TOP);
            assertThat(items(list(all, "cold-nz")))
                    .as("nobody else is from there")
                    .isEqualTo(popular);
            assertThat(items(list(all, "cold"))).isEqualTo(popular);
            assertThat(all)
                    .filteredOn(row -> row.getAs("strategy").equals("segment-popularity"))
                    .as("nobody who did something")
                    .extracting(row -> row.<String>getAs("user_id"))
                    .containsOnly("cold-no");
            assertThat(night.rows(RecommendationTables.MODEL_REGISTRY))
                    .extracting(row -> row.getAs("recipe") + " " + row.getAs("state"))
                    .contains("segment-popularity fallback");
        }
    }

    /** The even users use even items: an item is like those of its kind, and a reason names one of the user's own. */
    @Test
    void similarItemsAreOfAKindAndReasonsNameWhatTheUserUsed() {
        var world = World.of(true);
        var night = WorldNight.of(world, TestSettings.of(ALS), "run-1");
        var similar = night.rows(RecommendationTables.SIMILAR_ITEMS);
        var sameKind = similar.stream()
                .filter(row -> row.getAs("rank").equals(1))
                .filter(row -> kind(row.getAs("item_id")) == kind(row.getAs("similar_item_id")))
                .count();
        assertThat(sameKind).as("of 40 items").isGreaterThanOrEqualTo(36);
        assertThat(similar)
                .allSatisfy(row ->
                        assertThat(row.<String>getAs("similar_item_id")).isNotEqualTo(row.<String>getAs("item_id")));

        var because = night.rows(RecommendationTables.RECOMMENDATIONS).stream()
                .filter(row -> row.<String>getAs("reason").startsWith("Because you "))
                .toList();
        assertThat(because).hasSizeGreaterThan(100).allSatisfy(row -> {
            var named = row.<String>getAs("reason").replaceFirst("^Because you use (item-\\d\\d)\\.$", "$1");
            assertThat(world.events)
                    .as(row.<String>getAs("reason"))
                    .anyMatch(event -> event.getString(1).equals(row.getAs("user_id"))
                            && event.getString(2).equals(named));
        });
    }

    private static int kind(String item) {
        return Integer.parseInt(item.substring("item-".length())) % 2;
    }
}
