package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Require;
import java.util.Map;

/**
 * @param evaluation how recipes are judged
 * @param promotion when one may serve
 * @param recommenders what is recommended, by a name that the published rows carry
 */
public record RecommendSettings(
        EvaluationSettings evaluation, PromotionSettings promotion, Map<String, RecommenderSettings> recommenders) {
    public RecommendSettings {
        recommenders.keySet().forEach(name -> {
            boolean kebab = name.matches(RecommenderSettings.NAME);
            Require.that(kebab, "recommenders." + name, name, "must be lower-kebab-case");
        });
        promotion.minYoungShare().keySet().forEach(name -> {
            boolean known = recommenders.containsKey(name);
            Require.that(known, "promotion.min-young-share." + name, name, "must be a recommender's name");
        });
    }
}
