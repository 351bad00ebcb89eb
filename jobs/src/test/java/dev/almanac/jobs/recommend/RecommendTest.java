package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.job.Gate;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.settings.Recipe;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.tables.ModelTables;
import dev.almanac.jobs.tables.RecommendationTables;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The job as a whole, from clean tables to lists. */
class RecommendTest {
    private static final Map<String, Recipe> ALS = Map.of("als", Recipe.of(new ImplicitAls(6, 4, 2, 0.1, 2)));
    private static final int TOP = TestSettings.TOP;
    private static Outputs learnt;

    /** One run in which the model wins; several tests look at it. */
    private static synchronized Outputs learnt() {
        if (learnt == null) {
            learnt = run(World.of(true), ALS, "run-1");
        }
        return learnt;
    }

    private static Outputs run(World world, Map<String, Recipe> recipes, String runId) {
        return WorldNight.of(world, TestSettings.of(recipes), runId).outputs();
    }

    private static List<Row> rows(Outputs outputs, Table table) {
        return outputs.changes().get(table).rows().collectAsList();
    }

    /** Every row as text without its provenance, so that two runs can be compared. */
    private static Set<String> content(Outputs outputs, Table table) {
        var columns =
                table.contentColumns().stream().map(column -> column.name()).toArray(String[]::new);
        return outputs.changes().get(table).rows().selectExpr(columns).collectAsList().stream()
                .map(Row::toString)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Row> list(List<Row> all, String user) {
        return all.stream().filter(row -> row.getAs("user_id").equals(user)).toList();
    }

    private static Set<String> items(List<Row> list) {
        return list.stream().map(row -> row.<String>getAs("item_id")).collect(Collectors.toSet());
    }

    @Test
    void aModelThatBeatsPopularityServesAndTheFiguresAreOnRecord() {
        var outputs = learnt();
        var registry = rows(outputs, RecommendationTables.MODEL_REGISTRY);

        assertThat(registry)
                .extracting(row -> row.getAs("recipe") + " " + row.getAs("state") + " " + row.getAs("training_cut"))
                .contains(
                        "popularity candidate 2026-02-15 00:00:00.0",
                        "decayed-popularity candidate 2026-02-15 00:00:00.0",
                        "recent-popularity candidate 2026-02-15 00:00:00.0",
                        "als candidate 2026-02-15 00:00:00.0",
                        "als champion 2026-03-01 00:00:00.0")
                .anyMatch(row -> row.endsWith("popularity fallback 2026-03-01 00:00:00.0"))
                .hasSize(6);
        assertThat(registry)
                .filteredOn(row -> row.getAs("state").equals("champion"))
                .extracting(row -> row.<String>getAs("decision"))
                .first()
                .asString()
                .contains("als serves", "NDCG@10", "difference +");
        assertThat(rows(outputs, RecommendationTables.MODEL_METRICS))
                .filteredOn(row -> row.getAs("metric").equals("ndcg-over-baseline")
                        && row.getAs("k").equals(10)
                        && row.<String>getAs("model_version").startsWith("implicit-als"))
                .singleElement()
                .satisfies(row -> assertThat(row.<Double>getAs("lower")).isPositive());
        assertThat(rows(outputs, RecommendationTables.RECOMMENDATIONS))
                .extracting(row -> row.<String>getAs("strategy"))
                .contains("implicit-als");
    }

    @Test
    void popularityServesWhenNoModelBeatsItAndTheReasonIsOnRecord() {
        var outputs = run(World.of(false), ALS, "run-1");
        assertThat(rows(outputs, RecommendationTables.MODEL_REGISTRY))
                .extracting(row -> row.getAs("recipe") + " " + row.getAs("state"))
                .contains("popularity candidate", "als refused")
                .anyMatch(row -> row.endsWith("popularity champion"))
                .hasSize(5);
        assertThat(rows(outputs, RecommendationTables.MODEL_REGISTRY))
                .filteredOn(row -> row.getAs("state").equals("champion"))
                .extracting(row -> row.<String>getAs("decision"))
                .singleElement()
                .asString()
                .contains("popularity serves: every recipe was refused");
        assertThat(rows(outputs, RecommendationTables.RECOMMENDATIONS))
                .extracting(row -> row.<String>getAs("strategy"))
                .allMatch(strategy -> strategy.endsWith("popularity"));
        assertThat(rows(outputs, ModelTables.ALS_USER_FACTORS)).isEmpty();
    }

    @Test
    void listsKeepEveryRule() {
        var day = Duration.ofDays(1);
        var world = World.of(true)
                .user("cold", false)
                .user("opted-out", true)
                .user("gone-through", false)
                .item("expired", null, World.END)
                .item("not-yet", World.END.plus(day), null)
                .item("still", World.END.minus(day), World.END.plus(day));
        for (var item : List.of("expired", "not-yet", "item-00", "item-02")) {
            world.event("opted-out", item, "use", World.END.minus(day));
            world.event("user-01", item, "hide", World.END.minus(day));
        }
        for (var item : world.items) {
            world.event("gone-through", item.getString(0), "hide", World.END.minus(day));
        }
        var outputs = run(world, ALS, "run-1");
        var all = rows(outputs, RecommendationTables.RECOMMENDATIONS);

        assertThat(all).extracting(row -> row.<String>getAs("user_id")).doesNotContain("gone-through");
        for (int i = 0; i < 40; i++) {
            var user = "user-%02d".formatted(i);
            var seen = world.events.stream()
                    .filter(event -> event.getString(1).equals(user))
                    .map(event -> event.getString(2))
                    .collect(Collectors.toSet());
            var list = list(all, user);
            assertThat(list)
                    .as(user)
                    .extracting(row -> row.<Integer>getAs("rank"))
                    .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
            assertThat(items(list)).as(user).hasSize(TOP).doesNotContainAnyElementsOf(seen);
        }
        assertThat(items(all)).doesNotContain("expired", "not-yet");
        assertThat(list(all, "cold"))
                .hasSize(TOP)
                .allSatisfy(row -> assertThat(row.<String>getAs("strategy")).endsWith("popularity"));
        assertThat(items(list(all, "cold"))).isEqualTo(items(rows(outputs, RecommendationTables.POPULAR_ITEMS)));
        assertThat(list(all, "opted-out")).hasSize(TOP).allSatisfy(row -> {
            assertThat(row.<String>getAs("strategy")).endsWith("popularity");
            assertThat(row.<String>getAs("reason")).doesNotContainIgnoringCase("you");
        });
        assertThat(items(list(all, "opted-out"))).doesNotContain("item-00", "item-02");
        assertThat(rows(outputs, ModelTables.ALS_USER_FACTORS))
                .extracting(row -> row.<String>getAs("user_id"))
                .as("nothing is learnt of users who opted out")
                .doesNotContain("opted-out");
        assertThat(objections(outputs, all)).isEmpty();
    }

    @Test
    void theSameRunTwiceAndInOtherPartitionsGivesTheSameRows() {
        var first = learnt();
        for (int partitions : List.of(1, 7)) {
            var again = run(World.of(true).partitioned(partitions), ALS, "run-" + partitions);
            for (var table : first.changes().keySet()) {
                assertThat(content(again, table))
                        .as(table.name() + " in " + partitions)
                        .isEqualTo(content(first, table));
            }
        }
    }

    @Test
    void everyTableHasExactlyItsContractsColumns() {
        var outputs = learnt();
        assertThat(outputs.changes().keySet())
                .containsExactlyElementsOf(new Recommend().spec().writes());
        outputs.changes()
                .forEach((table, change) ->
                        assertThat(Arrays.asList(change.rows().columns())).isEqualTo(table.columnNames()));
    }

    @Test
    void withoutAnyEventEveryUserStillGetsAList() {
        var soon = World.END.plus(Duration.ofHours(1));
        var world = new World().user("a", false).item("x", null, soon).item("w", null, null);
        var outputs = run(world, ALS, "run-1");
        for (var table : List.of(RecommendationTables.RECOMMENDATIONS, RecommendationTables.POPULAR_ITEMS)) {
            assertThat(rows(outputs, table))
                    .as("no longer than the item itself")
                    .extracting(row -> row.getAs("item_id") + " "
                            + row.<Timestamp>getAs("valid_until").toInstant())
                    .containsExactlyInAnyOrder("x " + soon, "w " + World.END.plus(Duration.ofHours(36)));
        }
        assertThat(rows(outputs, RecommendationTables.RECOMMENDATIONS))
                .extracting(row -> row.getAs("rank") + " " + row.getAs("item_id"))
                .containsExactly("1 w", "2 x");
        assertThat(rows(outputs, RecommendationTables.MODEL_REGISTRY))
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("decision")).contains("there are no events before"));
    }

    @Test
    void theGatesObjectToMissingUsersAndBrokenLists() {
        var outputs = learnt();
        var all = rows(outputs, RecommendationTables.RECOMMENDATIONS);
        var without = all.stream()
                .filter(row -> !row.getAs("user_id").equals("user-07"))
                .toList();
        assertThat(objections(outputs, without))
                .singleElement()
                .asString()
                .startsWith("1 active users have no list. ")
                .endsWith("log.");
        var gap = all.stream().filter(row -> !row.getAs("rank").equals(2)).toList();
        assertThat(objections(outputs, gap))
                .singleElement()
                .asString()
                .startsWith("40 lists have gaps")
                .endsWith("log.");
    }

    @Test
    void aDomainWithoutRecommendersIsTold() {
        var none = new RecommendSettings(TestSettings.EVALUATION, TestSettings.PROMOTION, Map.of());
        assertThatThrownBy(() -> new Recommend().compute(new World().inputs(), none, World.run("run-1")))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("jobs.recommend.recommenders is empty");
    }

    private static List<String> objections(Outputs outputs, List<Row> recommendations) {
        var schema = RecommendationTables.RECOMMENDATIONS.schema();
        var staged = SharedSpark.session().createDataFrame(recommendations, schema);
        return outputs.gates().stream()
                .map(Gate::objection)
                .map(objection -> objection.to(table -> Optional.of(staged)))
                .flatMap(Optional::stream)
                .toList();
    }
}
