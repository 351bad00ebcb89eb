package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Require;
import java.util.Map;

/**
 * When a model may serve.
 *
 * @param margin by how much NDCG must be above the better baseline's, at the lower end of the paired 95% interval
 * @param tolerance by how much a challenger's NDCG may be below the champion's, at the lower end of that interval
 * @param minCoverage share of the candidates that must be listed to somebody; of as many as the judged users' lists have
 *     places, where these are fewer
 * @param maxSegmentLoss by which share NDCG may be below the baseline's in a segment of users
 * @param minYoungShare share of young items that lists must have on average, by recommender; those not named need none
 * @param maxChurn share of the places published before that a challenger may take out of the lists
 */
public record PromotionSettings(
        double margin,
        double tolerance,
        double minCoverage,
        double maxSegmentLoss,
        Map<String, Double> minYoungShare,
        double maxChurn) {
    public PromotionSettings {
        Require.notNegative("margin", margin);
        Require.notNegative("tolerance", tolerance);
        Require.share("min-coverage", minCoverage);
        Require.share("max-segment-loss", maxSegmentLoss);
        minYoungShare.forEach((name, share) -> Require.share("min-young-share." + name, share));
        Require.share("max-churn", maxChurn);
    }
}
