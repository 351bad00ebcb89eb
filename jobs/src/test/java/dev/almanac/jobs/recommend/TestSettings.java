package dev.almanac.jobs.recommend;

import dev.almanac.jobs.recommend.popularity.DecayedPopularity;
import dev.almanac.jobs.recommend.popularity.RecentPopularity;
import dev.almanac.jobs.recommend.settings.Baselines;
import dev.almanac.jobs.recommend.settings.EvaluationSettings;
import dev.almanac.jobs.recommend.settings.EventWeight;
import dev.almanac.jobs.recommend.settings.ListSettings;
import dev.almanac.jobs.recommend.settings.PromotionSettings;
import dev.almanac.jobs.recommend.settings.Recipe;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.recommend.settings.RecommenderSettings;
import dev.almanac.jobs.recommend.settings.Refinement;
import dev.almanac.jobs.recommend.settings.RuleSettings;
import dev.almanac.jobs.recommend.sources.ActiveUsers;
import dev.almanac.jobs.recommend.sources.ItemSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for a {@link World}. */
final class TestSettings {
    static final int TOP = 5;
    static final EvaluationSettings EVALUATION = new EvaluationSettings(14, 10, List.of(5), 300, 14, List.of());
    static final PromotionSettings PROMOTION = new PromotionSettings(0, 0.02, 0.01, 1, Map.of(), 1);
    static final Baselines BASELINES =
            new Baselines(new DecayedPopularity(Duration.ofDays(14)), new RecentPopularity(Duration.ofDays(7)));
    static final ListSettings LISTS = lists(Map.of(), 0);

    private TestSettings() {}

    static ListSettings lists(Map<String, RuleSettings> rules, double diversity) {
        return new ListSettings(
                TOP,
                Duration.ofHours(36),
                ActiveUsers.REGISTERED,
                1000,
                rules,
                new Refinement(diversity, Optional.empty()));
    }

    /** As {@link #of}, and cold users get what is popular in their country. */
    static RecommendSettings coldByCountry(Map<String, Recipe> recipes) {
        var lists = new ListSettings(
                TOP,
                Duration.ofHours(36),
                ActiveUsers.REGISTERED,
                1000,
                Map.of(),
                new Refinement(0, Optional.of("country")));
        return new RecommendSettings(EVALUATION, PROMOTION, Map.of("content", recommender(recipes, lists)));
    }

    static RecommenderSettings recommender(Map<String, Recipe> recipes) {
        return recommender(recipes, LISTS);
    }

    private static RecommenderSettings recommender(Map<String, Recipe> recipes, ListSettings lists) {
        return new RecommenderSettings(
                ItemSource.ITEMS,
                Map.of("use", EventWeight.of(1.0)),
                Optional.of(List.of("use", "hide")),
                recipes,
                BASELINES,
                lists);
    }

    /** One recommender, named content. */
    static RecommendSettings of(Map<String, Recipe> recipes) {
        return of(recipes, PROMOTION);
    }

    static RecommendSettings of(Map<String, Recipe> recipes, PromotionSettings promotion) {
        return new RecommendSettings(EVALUATION, promotion, Map.of("content", recommender(recipes)));
    }
}
