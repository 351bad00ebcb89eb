package dev.almanac.jobs.cli.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.cli.Shop;
import dev.almanac.jobs.recommend.Recommend;
import dev.almanac.jobs.recommend.explain.Basis;
import dev.almanac.jobs.recommend.explain.Explanation;
import dev.almanac.jobs.recommend.explain.PartScore;
import dev.almanac.jobs.recommend.explain.Question;
import dev.almanac.jobs.recommend.explain.Standing;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.ModelTables;
import dev.almanac.jobs.tables.RecommendationTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user sees of the commands about lists, over two days published by the runner. That answers agree with what {@link
 * Recommend} makes is for {@code ExplainerTest}; here popularity serves two items, and on the second day b has expired. Another recommender lists people.
 */
class ListCommandsTest {
    record Settings() {}

    /** Stands for ingest. */
    private static final class Clean implements Job<Settings> {
        @Override
        public JobSpec<Settings> spec() {
            return JobSpec.daily("ingest", "Publishes a few rows.", Settings.class)
                    .writes(CleanTables.USERS, CleanTables.ITEMS, CleanTables.EVENTS);
        }

        @Override
        public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
            return Outputs.of(
                            CleanTables.USERS,
                            rows(
                                    CleanTables.USERS,
                                    "SELECT user_id, false AS opted_out FROM VALUES ('ann'), ('ben') AS u(user_id)",
                                    run))
                    .and(
                            CleanTables.ITEMS,
                            rows(
                                    CleanTables.ITEMS,
                                    "SELECT item_id, IF(item_id = 'b', TIMESTAMP '2026-11-22', NULL) AS available_until"
                                            + " FROM VALUES ('a'), ('b'), ('c'), ('d') AS i(item_id)",
                                    run))
                    .and(
                            CleanTables.EVENTS,
                            rows(
                                    CleanTables.EVENTS,
                                    "SELECT concat(user_id, item_id) AS event_id, user_id, item_id, 'use' AS event_type,"
                                            + " TIMESTAMP '2026-06-01 12:00:00' AS event_time,"
                                            + " DATE '2026-06-01' AS event_date FROM VALUES ('ann', 'a'), ('ben', 'a'),"
                                            + " ('ben', 'b'), ('ben', 'c'), ('ben', 'd') AS e(user_id, item_id)",
                                    run));
        }
    }

    /** Stands for the job of its name, with the tables that count. */
    private static final class Popular implements Job<RecommendSettings> {
        @Override
        public JobSpec<RecommendSettings> spec() {
            return JobSpec.daily("recommend", "Lists what is popular.", RecommendSettings.class)
                    .readsIfPresent(CleanTables.USERS)
                    .reads(CleanTables.ITEMS, CleanTables.EVENTS)
                    .writes(
                            RecommendationTables.MODEL_REGISTRY,
                            ModelTables.ITEM_SCORES,
                            RecommendationTables.RECOMMENDATIONS);
        }

        @Override
        public Outputs compute(Inputs inputs, RecommendSettings settings, RunContext run) {
            var end = run.window().end();
            var day = run.window().days(run.zone()).get(0);
            var today = "DATE '%s' AS logical_date".formatted(day);
            var registry = "SELECT *, 'popularity' AS recipe, 'popularity' AS algorithm, 'champion' AS state,"
                    + " CAST(array() AS array<string>) AS refused_by, CAST(map() AS map<string, string>) AS parameters,"
                    + " TIMESTAMP '%s' AS training_cut, 5L AS training_events, 'x' AS training_data, 'x' AS settings_hash,"
                    + " 'Nothing else is there.' AS decision, %s FROM VALUES ('goods', 'popularity-1'),"
                    + " ('people', 'popularity-2') AS m(recommender, model_version)";
            var scores = "SELECT *, 'popularity-1' AS model_version, %s FROM VALUES ('a', 2D), ('b', 1.5D), ('c', 1D),"
                    + " ('d', 1D) AS s(item_id, score)";
            var list = "SELECT *, ROW_NUMBER() OVER (PARTITION BY recommender ORDER BY score DESC, item_id) AS rank,"
                    + " 'ann' AS user_id, CAST(crc32('ann') %% 64 AS INT) AS user_bucket, 'popularity' AS strategy,"
                    + " 'Popular at the moment.' AS reason, CAST(array() AS array<string>) AS rules,"
                    + " 'champion' AS variant, 1D AS propensity, 'list-1' AS list_id, TIMESTAMP '%s' AS valid_until, %s"
                    + " FROM VALUES ('goods', 'popularity-1', 'b', 1.5D), ('goods', 'popularity-1', 'c', 1D),"
                    + " ('goods', 'popularity-1', 'd', 1D), ('people', 'popularity-2', 'ben', 0D)"
                    + " AS s(recommender, model_version, item_id, score)"
                    + (day.getDayOfMonth() == 21 ? " WHERE item_id <> 'b'" : " WHERE item_id <> 'd'");
            return Outputs.of(
                            RecommendationTables.MODEL_REGISTRY,
                            rows(RecommendationTables.MODEL_REGISTRY, registry.formatted(end, today), run))
                    .and(ModelTables.ITEM_SCORES, rows(ModelTables.ITEM_SCORES, scores.formatted(today), run))
                    .and(
                            RecommendationTables.RECOMMENDATIONS,
                            rows(
                                    RecommendationTables.RECOMMENDATIONS,
                                    list.formatted(end.plus(Duration.ofHours(36)), today),
                                    run));
        }
    }

    /** A query's rows with the columns of a table: null where it gives none. */
    private static Dataset<Row> rows(Table table, String sql, RunContext run) {
        var given = run.spark().sql(sql).selectExpr("*", "'test' AS source", "'%s' AS run_id".formatted(run.runId()));
        var have = List.of(given.columns());
        var columns = table.columns().stream()
                .map(column -> have.contains(column.name())
                        ? column.name()
                        : "CAST(NULL AS %s) AS %s".formatted(column.type().sql(), column.name()))
                .toArray(String[]::new);
        return given.selectExpr(columns);
    }

    @TempDir
    static Path folder;

    private static Shop shop;
    private static String firstList;

    @BeforeAll
    static void twoDays() throws IOException {
        SharedSpark.session();
        shop = Shop.in(folder, List.of(new Clean(), new Popular()), """
                domain { name = shop, title = A shop, zone = UTC }
                jobs.ingest.enabled = true
                jobs.recommend {
                  enabled = true
                  evaluation { days = 14, k = 10, cutoffs = [5], resamples = 100, young-days = 14, segments = [] }
                  promotion {
                    margin = 0, tolerance = 0.02, min-coverage = 0, max-segment-loss = 1, min-young-share {}, max-churn = 1
                  }
                  recommenders.goods { event-weights { use = 1.0 }, lists { top-n = 2 } }
                  recommenders.people { item-source = users, event-weights { follows = 1.0 } }
                }
                """);
        var first = shop.run("run-schedule", "daily", "--at", "2026-11-21");
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        firstList = shop.run("show", "ann").out();
        // The second time as after a repair: the list before is still that of the day before.
        for (int time = 0; time < 2; time++) {
            assertThat(shop.run("run", "recommend", "--at", "2026-11-22").exitCode())
                    .isZero();
        }
    }

    /** Lists, models and registry go back together. */
    @Test
    void afterARollbackTheListsAndTheChampionAreThoseOfTheNightBefore() throws IOException {
        FileUtils.copyDirectory(
                folder.resolve("warehouse").toFile(), folder.resolve("rolled").toFile());
        var champions = "SELECT DISTINCT logical_date FROM model_registry WHERE state = 'champion' ORDER BY 1";
        assertThat(shop.over("rolled", "sql", champions, "--format", "csv").out())
                .isEqualTo("logical_date\n2026-11-20\n2026-11-21\n");
        var runs = Shop.json(shop.over(
                "rolled",
                "sql",
                "SELECT run_id FROM publications WHERE table_group = 'recommendations' ORDER BY sequence",
                "--format",
                "json"));
        var undone = shop.over(
                "rolled",
                "rollback",
                "recommendations",
                "--to",
                runs.get(0).get("run_id").asText());
        assertThat(undone.exitCode()).as(undone.err()).isZero();

        assertThat(shop.over("rolled", "show", "ann").out()).isEqualTo(firstList);
        assertThat(shop.over("rolled", "sql", champions, "--format", "csv").out())
                .isEqualTo("logical_date\n2026-11-20\n");
    }

    @Test
    void showSaysWhatAUserGetsAndWhatItWasBefore() throws IOException {
        var text = shop.run("show", "ann", "--recommender", "goods");
        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out())
                .startsWith("goods: the list of 2026-11-21, valid until 2026-11-23 12:00\n")
                .contains("Popular at the moment.")
                .endsWith("Gone since the list before, of 2026-11-20: b (was 1).\n");

        var lists = Shop.json(shop.run("show", "ann", "--json"));
        assertThat(lists.findValuesAsText("recommender")).startsWith("goods").contains("people");
        var list = lists.get(0);
        assertThat(list.get("items")).hasSize(2);
        assertThat(list.get("items").findValuesAsText("item_id")).containsExactly("c", "d");
        assertThat(list.get("items").findValuesAsText("rank_before")).containsExactly("2", "null");
        assertThat(list.get("before").get("items").findValuesAsText("item_id")).containsExactly("b", "c");
        assertThat(list.get("gone").findValuesAsText("item_id")).containsExactly("b");
        assertThat(shop.run("show", "ben", "--recommender", "goods").out())
                .contains("everything that could be listed has been seen");
    }

    /** Of several recommenders the one answers that has the item. */
    @Test
    void whyAndWhyNotAnswerWithScoreAndRank() throws IOException {
        var why = shop.run("why", "ann", "c");
        assertThat(why.out()).isEqualTo("""
                        goods, as of 2026-11-22 00:00: c is at place 1 by popularity. Popular at the moment.
                        No model serves: everyone's list goes by what is popular.
                        By score it is number 1 of the 2 items left for the user: 1.0000, from popularity-1.
                        """);
        var whyNot = Shop.json(shop.run("why-not", "ann", "a", "--recommender", "goods", "--json"))
                .get(0);
        assertThat(whyNot.get("listed").isNull()).isTrue();
        assertThat(whyNot.get("removed_by").findValuesAsText("cause")).containsExactly("seen");
        assertThat(whyNot.get("settings_changed_since").asBoolean()).isFalse();
        assertThat(shop.run("why-not", "ann", "b").out())
                .contains("b is not in the list.\nIt was available until 2026-11-22 00:00.");
        assertThat(shop.run("why", "ann", "c", "--set", "jobs.recommend.recommenders.goods.lists.top-n=1")
                        .out())
                .contains("The settings were changed since the list was made");
    }

    @Test
    void whoOrWhatIsUnknownIsAnError() {
        for (var command : List.of(List.of("show", "zoe"), List.of("why", "zoe", "a"))) {
            var unknown = shop.run(command.toArray(String[]::new));
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(Shop.errors(unknown))
                    .startsWith("Cannot find the user in domain shop: ")
                    .doesNotContain("zoe");
        }
        assertThat(Shop.errors(shop.run("show", "ann", "--recommender", "good")))
                .contains("did you mean 'goods'");
        var nothing = shop.over("nowhere", "show", "ann");
        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(Shop.errors(nothing)).startsWith("Cannot show lists of domain shop: none were ever published.");
    }

    @Test
    void theFirstListHasNothingBeforeIt() {
        assertThat(firstList).contains(" b ").contains("There is no list before it.");
    }

    @Test
    void theScoreOfABlendIsShownByPart() {
        var question = new Question("goods", "ann", "c", Instant.parse("2026-11-22T00:00:00Z"));
        var parts = List.of(
                new PartScore("als", "implicit-als", OptionalDouble.of(0.5), OptionalDouble.of(2), 0.75, 1.5),
                new PartScore(
                        "words", "content-similarity", OptionalDouble.empty(), OptionalDouble.of(-1), 0.25, -0.25));
        var standing = new Standing("blend-1", "blend", 1.25, 3, 40, parts);
        var answer = new PublishedLists.Answer(
                new Explanation(question, Basis.PERSONAL, Optional.empty(), Optional.of(standing), List.of()), false);
        assertThat(ExplanationDescription.text(List.of(answer), ZoneOffset.UTC)).isEqualTo("""
                goods, as of 2026-11-22 00:00: c is not in the list.
                The list goes by what the user did.
                By score it is number 3 of the 40 items left for the user: 1.2500, from blend-1.
                 part  | algorithm          |  score | standardised | weight |    adds
                -------+--------------------+--------+--------------+--------+---------
                 als   | implicit-als       | 0.5000 |       2.0000 | 0.7500 |  1.5000
                 words | content-similarity |        |      -1.0000 | 0.2500 | -0.2500
                """);
    }
}
