package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.search.Explored;
import dev.almanac.jobs.recommend.settings.SearchSettings;
import dev.almanac.jobs.recommend.settings.SearchSettings.Budget;
import dev.almanac.jobs.tables.RecommendationTables;
import dev.almanac.jobs.tables.SearchTables;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The search, from events to recipes that compete in the next night. */
class SearchTest {
    private static SearchSettings settings(int trials, int blends, Duration time) {
        return new SearchSettings(
                new Budget(trials, blends, time),
                14,
                List.of(Explored.ITEM_NEIGHBOURS, Explored.DECAYED_POPULARITY),
                TestSettings.EVALUATION,
                Map.of("content", TestSettings.recommender(Map.of())));
    }

    /** What the runner keeps between a killed run and the next. */
    private static final class Kept implements RunContext.Memory {
        private final Map<String, Dataset<Row>> rows = new HashMap<>();

        @Override
        public Dataset<Row> remember(String key, Supplier<Dataset<Row>> compute) {
            // Steps remember steps of their own.
            if (!rows.containsKey(key)) {
                rows.put(key, SharedSpark.MEMORY.remember(key, compute));
            }
            return rows.get(key);
        }
    }

    private static Outputs search(World world, SearchSettings settings, RunContext.Memory memory, Duration elapsed) {
        var given = World.run("run-1");
        var services = new RunContext.Services(SharedSpark.session(), Progress.SILENT, memory, () -> elapsed);
        var run = new RunContext(given.identity(), given.window(), given.zone(), given.seed(), services);
        return new SearchHyperparameters().compute(world.inputs(), settings, run);
    }

    private static List<String> trials(Outputs outputs) {
        return outputs.changes().get(SearchTables.SEARCH_TRIALS).rows().orderBy("trial").collectAsList().stream()
                .map(row -> "%s %s %s %s"
                        .formatted(
                                row.getAs("trial"), row.getAs("algorithm"), row.getAs("parameters"), row.getAs("ndcg")))
                .toList();
    }

    @Test
    void algorithmsTakeTurnsAndTheSameSeedTriesTheSame() {
        var memory = new Kept();
        var first = trials(search(World.of(true), settings(4, 1, Duration.ofHours(1)), memory, Duration.ZERO));
        assertThat(first)
                .hasSize(5)
                .extracting(trial -> trial.replaceFirst("^\\d+ ([a-z-]+) .*", "$1"))
                .containsExactly(
                        "item-neighbours", "decayed-popularity", "item-neighbours", "decayed-popularity", "blend");
        assertThat(trials(search(World.of(true), settings(4, 1, Duration.ofHours(1)), new Kept(), Duration.ZERO)))
                .isEqualTo(first);
    }

    /** A search that was killed finds its finished trials, and what it had not tried it tries. */
    @Test
    void aKilledSearchGoesOnWhereItWas() {
        var memory = new Kept();
        var begun = trials(search(World.of(true), settings(2, 0, Duration.ofHours(1)), memory, Duration.ZERO));
        var kept = Map.copyOf(memory.rows);
        var whole = trials(search(World.of(true), settings(3, 0, Duration.ofHours(1)), memory, Duration.ZERO));
        assertThat(whole.subList(0, 2)).isEqualTo(begun);
        assertThat(memory.rows.get("content-trial-1")).isSameAs(kept.get("content-trial-1"));
    }

    /** A young domain has nothing before the days the search judges by: it finds nothing, and that is no error. */
    @Test
    void withoutAnyPastNothingIsFound() {
        var young = new World();
        for (int n = 0; n < 10; n++) {
            young.user("user-" + n, false).item("item-" + n, null, null);
            young.event("user-" + n, "item-" + (9 - n), "use", World.END.minus(Duration.ofDays(10 + n % 2)));
        }
        var settings = new SearchSettings(
                new Budget(2, 1, Duration.ofHours(1)),
                14,
                List.of(Explored.IMPLICIT_ALS, Explored.ITEM_NEIGHBOURS),
                TestSettings.EVALUATION,
                Map.of("content", TestSettings.recommender(Map.of())));
        var found = search(young, settings, new Kept(), Duration.ZERO);
        assertThat(found.changes()
                        .get(SearchTables.SEARCH_TRIALS)
                        .rows()
                        .where("users > 0")
                        .isEmpty())
                .isTrue();
        assertThat(found.changes().get(SearchTables.SEARCHED_RECIPES).rows().isEmpty())
                .isTrue();
    }

    @Test
    void noTrialBeginsWhenTheTimeIsUp() {
        var settings = settings(4, 1, Duration.ofMinutes(10));
        assertThat(trials(search(World.of(true), settings, new Kept(), Duration.ofMinutes(10))))
                .isEmpty();
    }

    /** The days by which the night judges are never looked at: whatever happens in them, the trials are the same. */
    @Test
    void theTestWindowIsNotLookedAt() {
        var settings = settings(2, 0, Duration.ofHours(1));
        var changed = World.of(true);
        for (int user = 0; user < 40; user++) {
            changed.event("user-%02d".formatted(user), "item-39", "use", World.END.minus(Duration.ofDays(3)));
        }
        assertThat(trials(search(changed, settings, new Kept(), Duration.ZERO)))
                .isEqualTo(trials(search(World.of(true), settings, new Kept(), Duration.ZERO)));
    }

    @Test
    void whatItFoundCompetesInTheNextNight() {
        var found = search(World.of(true), settings(2, 0, Duration.ofHours(1)), new Kept(), Duration.ZERO);
        var inputs = World.of(true)
                .inputs()
                .previous(
                        SearchTables.SEARCHED_RECIPES,
                        found.changes().get(SearchTables.SEARCHED_RECIPES).rows());
        var night = new Recommend().compute(inputs, TestSettings.of(Map.of()), World.run("run-2"));
        assertThat(night.changes()
                        .get(RecommendationTables.MODEL_REGISTRY)
                        .rows()
                        .collectAsList())
                .extracting(row -> row.<String>getAs("recipe"))
                .contains("searched-item-neighbours", "decayed-popularity", "searched-decayed-popularity");
    }
}
