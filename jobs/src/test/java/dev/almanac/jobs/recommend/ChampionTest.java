package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.job.Outputs;
import dev.almanac.common.testing.GivenInputs;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.settings.PromotionSettings;
import dev.almanac.jobs.recommend.settings.Recipe;
import dev.almanac.jobs.recommend.settings.RecordedRecipe;
import dev.almanac.jobs.tables.RecommendationTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What becomes of the recipe that served the night before. */
class ChampionTest {
    private static final RecordedRecipe OLD =
            new RecordedRecipe("old", "implicit-als", new ImplicitAls(6, 4, 2, 0.1, 2).parameters());
    private static final ImplicitAls NEW = new ImplicitAls(2, 2, 2, 0.1, 2);
    private static final Date YESTERDAY = Date.valueOf("2026-02-27");

    /** The world as it was found, after a night in which a recipe served. */
    private static GivenInputs afterANightOf(RecordedRecipe recipe, GivenInputs world) {
        var champion = RowFactory.create(
                YESTERDAY,
                "content",
                "version-of-yesterday",
                recipe.name(),
                recipe.algorithm(),
                "champion",
                new String[0],
                recipe.parameters(),
                Timestamp.from(World.END.minus(Duration.ofDays(1))),
                1L,
                "data",
                "hash",
                "It won.",
                "run-0");
        var registry = RecommendationTables.MODEL_REGISTRY;
        return world.previous(registry, SharedSpark.session().createDataFrame(List.of(champion), registry.schema()));
    }

    private static Outputs night(GivenInputs inputs, double maxChurn) {
        var promotion = new PromotionSettings(0, 1, 0.01, 1, Map.of(), maxChurn);
        return new Recommend()
                .compute(inputs, TestSettings.of(Map.of("als", Recipe.of(NEW)), promotion), World.run("run-1"));
    }

    private static List<Row> registry(Outputs outputs) {
        return outputs.changes().get(RecommendationTables.MODEL_REGISTRY).rows().collectAsList();
    }

    private static String champion(List<Row> registry) {
        return registry.stream()
                .filter(row -> row.getAs("state").equals("champion"))
                .map(row -> row.<String>getAs("recipe"))
                .reduce((one, other) -> one + " and " + other)
                .orElseThrow();
    }

    /** Lists of which no place is left: every user had the one item that nobody is offered now. */
    private static GivenInputs withOtherLists(GivenInputs inputs) {
        var rows = new ArrayList<Row>();
        for (int user = 0; user < 40; user++) {
            var id = "user-%02d".formatted(user);
            rows.add(RowFactory.create(
                    "content",
                    0,
                    id,
                    1,
                    "long-gone",
                    1.0,
                    "implicit-als",
                    "It was.",
                    new String[0],
                    "version",
                    "champion",
                    1.0,
                    "list",
                    YESTERDAY,
                    Timestamp.from(World.END),
                    "run-0"));
        }
        var table = RecommendationTables.RECOMMENDATIONS;
        return inputs.previous(table, SharedSpark.session().createDataFrame(rows, table.schema()));
    }

    @Test
    void aBetterChallengerTakesItsPlaceUnlessListsWouldChangeTooMuch() {
        var inputs = withOtherLists(afterANightOf(OLD, World.of(true).inputs()));

        assertThat(champion(registry(night(inputs, 1)))).isEqualTo("als");

        var registry = registry(night(inputs, 0.9));
        assertThat(champion(registry)).isEqualTo("old");
        assertThat(registry)
                .filteredOn(row -> row.getAs("recipe").equals("als"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.<String>getAs("state")).isEqualTo("refused");
                    assertThat(row.<String>getList(row.fieldIndex("refused_by")))
                            .containsExactly("churn");
                    assertThat(row.<String>getAs("decision"))
                            .contains("1.0000 of the published places would change, may be 0.9 at most");
                });
    }

    /** Two weeks without an event say nothing against it. */
    @Test
    void whereNobodyCanBeJudgedItServesOnAndIsTrainedAgain() {
        var quiet = World.of(true);
        quiet.events.removeIf(
                event -> event.<Timestamp>getAs(5).toInstant().isAfter(World.END.minus(Duration.ofDays(15))));
        var registry = registry(night(afterANightOf(OLD, quiet.inputs()), 1));

        assertThat(registry)
                .filteredOn(row -> row.getAs("state").equals("champion"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.<String>getAs("recipe")).isEqualTo("old");
                    assertThat(row.<String>getAs("decision"))
                            .startsWith("old serves on: no known user did anything new from 2026-02-15");
                    assertThat(row.<Timestamp>getAs("training_cut").toInstant()).isEqualTo(World.END);
                });
    }

    @Test
    void aRecipeOfAnAlgorithmThatIsGoneIsPassedOver() {
        var gone = new RecordedRecipe("old", "gone", Map.of("depth", "3"));
        var registry = registry(night(afterANightOf(gone, World.of(true).inputs()), 1));
        assertThat(champion(registry)).isEqualTo("als");
        assertThat(registry).extracting(row -> row.<String>getAs("recipe")).doesNotContain("old");
    }
}
