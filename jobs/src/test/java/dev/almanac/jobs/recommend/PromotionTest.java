package dev.almanac.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.contest.Contender;
import dev.almanac.jobs.recommend.contest.Examination;
import dev.almanac.jobs.recommend.contest.Objection;
import dev.almanac.jobs.recommend.contest.Objection.Rule;
import dev.almanac.jobs.recommend.contest.Promotion;
import dev.almanac.jobs.recommend.contest.Verdict;
import dev.almanac.jobs.recommend.evaluate.Metric;
import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.recommend.popularity.RecentPopularity;
import dev.almanac.jobs.recommend.settings.EvaluationSettings;
import dev.almanac.jobs.recommend.settings.PromotionSettings;
import dev.almanac.jobs.recommend.training.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Planted challengers that must not serve, each refused by the rule that is there for it. */
class PromotionTest {
    private static final int K = 3;
    private static final EvaluationSettings EVALUATION = new EvaluationSettings(14, K, List.of(), 300, 14, List.of());
    private static final PromotionSettings STRICT = new PromotionSettings(0, 0.02, 0.2, 1, Map.of(), 1);
    private static final ImplicitAls GOOD = new ImplicitAls(6, 4, 2, 0.1, 2);

    private static Examination examination;
    private static List<Contender> baselines;
    private static Contender good;

    /** Lists what another lists last. */
    private static final class Backwards implements Scorer {
        private final Scorer forwards;

        Backwards(Scorer forwards) {
            this.forwards = forwards;
        }

        @Override
        public Optional<Dataset<Row>> users() {
            return forwards.users();
        }

        @Override
        public CandidateScores over(Candidates candidates) {
            var inside = forwards.over(candidates);
            return (user, state, scores) -> {
                inside.fill(user, state, scores);
                Arrays.setAll(scores, i -> -scores[i]);
            };
        }
    }

    /** A recipe that trains another one, or says it does. */
    private record Disguised(String algorithm, Recommender inside, boolean shuffled) implements Recommender {
        @Override
        public Map<String, String> parameters() {
            return inside.parameters();
        }

        @Override
        public String reason() {
            return inside.reason();
        }

        @Override
        public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
            return inside.train(shuffled ? shuffled(data) : data, training);
        }

        @Override
        public Scorer scorer(Model model) {
            var scorer = inside.scorer(model);
            return algorithm.equals("backwards") ? new Backwards(scorer) : scorer;
        }

        /** As many interactions of every user and every item as before, but who used what is drawn by lot. */
        private static TrainingData shuffled(TrainingData data) {
            var all = data.interactions();
            var users = all.drop("item_id")
                    .withColumn("n", row_number().over(Window.orderBy(col("user_id"), col("last_at"))));
            var lots = all.withColumn("n", row_number().over(Window.orderBy(xxhash64(col("item_id"), col("user_id")))))
                    .select("item_id", "n");
            var pairs = users.join(lots, "n").drop("n").dropDuplicates("user_id", "item_id");
            return new TrainingData(pairs, data.items(), data.users(), data.cut(), data.summary());
        }
    }

    @BeforeAll
    static void judge() {
        var recommender = TestSettings.recommender(Map.of());
        var world = World.of(true);
        var subject = Subject.all(world.inputs(), Map.of("content", recommender), World.run("run-1"))
                .get(0);
        var window = new Examination.Window("judged", subject.testBegin(EVALUATION), World.END);
        examination = new Examination(subject, EVALUATION, window);
        baselines = new ArrayList<>();
        TestSettings.BASELINES.all().forEach((name, recipe) -> baselines.add(examination.judge(name, recipe)));
        good = examination.judge("good", GOOD);
    }

    private static Verdict decided(PromotionSettings settings, Optional<String> champion, Contender... recipes) {
        return new Promotion(settings, "content", K).decide(baselines, List.of(recipes), champion);
    }

    private static List<Rule> rules(Verdict verdict, String recipe) {
        return verdict.judged().stream()
                .filter(judged -> judged.contender().recipe().equals(recipe))
                .flatMap(judged -> judged.objections().stream())
                .map(Objection::rule)
                .toList();
    }

    @Test
    void aGoodModelServes() {
        var verdict = decided(STRICT, Optional.empty(), good);
        assertThat(rules(verdict, "good")).isEmpty();
        assertThat(verdict.winner()).isEqualTo("good");
        assertThat(verdict.decision()).startsWith("good serves: good has NDCG@3 ");
    }

    @Test
    void aModelOfShuffledLabelsDoesNotBeatTheBaseline() {
        var shuffled = examination.judge("shuffled", new Disguised("shuffled", GOOD, true));
        var verdict = decided(STRICT, Optional.of("good"), good, shuffled);
        assertThat(rules(verdict, "shuffled")).contains(Rule.BEATS_BASELINE, Rule.HOLDS_AGAINST_CHAMPION);
        assertThat(verdict.winner()).as("the champion goes on serving").isEqualTo("good");
    }

    @Test
    void popularityInDisguiseDoesNotBeatItself() {
        var disguised = examination.judge("disguised", new Disguised("disguised", new Popularity(), false));
        var verdict = decided(TestSettings.PROMOTION, Optional.empty(), disguised);
        assertThat(rules(verdict, "disguised")).containsExactly(Rule.BEATS_BASELINE);
        assertThat(verdict.winner()).endsWith("popularity");
    }

    /** With nothing that recent, its order is that of the ids: not that of popularity. */
    @Test
    void aBaselineIsJudgedByItsOwnOrder() {
        var recent = examination.judge("recent", new RecentPopularity(Duration.ofMillis(1)));
        assertThat(recent.ndcg(K)).isNotEqualTo(baselines.get(0).ndcg(K));
    }

    private static Contender backwards(String name) {
        return examination.judge(name, new Disguised("backwards", GOOD, false));
    }

    /** Nothing else is to be said against them: they surely beat the only baseline, which lists what nobody wants. */
    @Test
    void threeItemsForEveryoneAreTooLittleOfTheCatalogue() {
        var baseline = List.of(backwards("popularity"));
        var three = examination.judge("three", new Disguised("three", new Popularity(), false));
        assertThat(three.judgement().coverage(K)).isLessThan(0.2);
        var verdict = new Promotion(STRICT, "content", K).decide(baseline, List.of(three), Optional.empty());
        assertThat(rules(verdict, "three")).containsExactly(Rule.COVERAGE);
    }

    /** As in a large catalogue: the lists of 40 users have 120 places, so that 40 items are always enough. */
    @Test
    void nobodyIsAskedToListMoreThanTheListsHavePlaces() {
        assertThat(good.judgement().highestCoverage(K)).isEqualTo(1);
        assertThat(good.judgement().highestCoverage(1))
                .isEqualTo(good.judgement().users() / 40.0);
    }

    @Test
    void aSegmentThatFaresMuchWorseIsAnObjection() {
        var strict = new PromotionSettings(0, 1, 0, 0, Map.of(), 1);
        assertThat(rules(decided(strict, Optional.empty(), backwards("bad")), "bad"))
                .containsOnly(Rule.BEATS_BASELINE, Rule.SEGMENTS);
        assertThat(rules(decided(strict, Optional.empty(), good), "good")).isEmpty();
        var lenient = new PromotionSettings(0, 1, 0, 1, Map.of(), 1);
        assertThat(rules(decided(lenient, Optional.empty(), backwards("bad")), "bad"))
                .containsExactly(Rule.BEATS_BASELINE);
    }

    /** Between the lower end of the interval and the figure itself: too little to begin with, enough to go on. */
    @Test
    void oneNightOfFewEventsDoesNotEndAChampion() {
        var lift = good.judgement().over(best(baselines).judgement(), Metric.NDCG, K);
        var settings = new PromotionSettings((lift.lower() + lift.value()) / 2, 0.02, 0, 1, Map.of(), 1);
        assertThat(rules(decided(settings, Optional.empty(), good), "good")).containsExactly(Rule.BEATS_BASELINE);
        var verdict = decided(settings, Optional.of("good"), good);
        assertThat(rules(verdict, "good")).isEmpty();
        assertThat(verdict.winner()).isEqualTo("good");
    }

    private static Contender best(List<Contender> contenders) {
        return contenders.stream()
                .max(Comparator.comparingDouble(one -> one.ndcg(K)))
                .orElseThrow();
    }

    @Test
    void whereNobodyCanBeJudgedTheChampionServesOn() {
        var verdict = Verdict.noContest("nobody came", Optional.of("good"));
        assertThat(verdict.winner()).isEqualTo("good");
        assertThat(verdict.decision()).isEqualTo("good serves on: nobody came.");
        assertThat(Verdict.noContest("nobody came", Optional.empty()).winner()).isEqualTo("popularity");
    }

    @Test
    void listsWithoutYoungItemsAreRefusedWhereTheyAreAskedFor() {
        var fresh = new PromotionSettings(0, 0.02, 0, 1, Map.of("content", 0.1), 1);
        assertThat(rules(decided(fresh, Optional.empty(), good), "good")).containsExactly(Rule.YOUNG_ITEMS);
        var elsewhere = new PromotionSettings(0, 0.02, 0, 1, Map.of("people", 0.1), 1);
        assertThat(rules(decided(elsewhere, Optional.empty(), good), "good"))
                .as("a floor of another recommender")
                .isEmpty();
    }

    @Test
    void listsThatWouldChangeTooMuchLeaveTheChampionServing() {
        var other = examination.judge("other", new ImplicitAls(8, 6, 2, 0.1, 2));
        var better = other.ndcg(K) > good.ndcg(K) ? other : good;
        var champion = better.equals(other) ? good : other;
        var verdict = decided(TestSettings.PROMOTION, Optional.of(champion.recipe()), good, other);
        if (verdict.winner().equals(better.recipe())) {
            verdict = verdict.refusedForChurn("0.9 of the places");
        }
        assertThat(verdict.winner()).isEqualTo(champion.recipe());
    }
}
