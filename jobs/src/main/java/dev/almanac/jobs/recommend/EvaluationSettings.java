package dev.almanac.jobs.recommend;

import dev.almanac.common.config.Require;

/**
 * How recipes are judged.
 *
 * @param days the events of how many days before the window's end are kept from training and have to be found
 * @param k how many places of a list count
 * @param resamples how many bootstrap resamples an interval comes from
 * @param margin by how much NDCG must be above popularity's, at the lower end of the paired 95% interval
 */
public record EvaluationSettings(int days, int k, int resamples, double margin) {
    private static final int ENOUGH_FOR_TAILS = 100;

    public EvaluationSettings {
        Require.positive("days", days);
        Require.positive("k", k);
        Require.that(resamples >= ENOUGH_FOR_TAILS, "resamples", resamples, "must be at least " + ENOUGH_FOR_TAILS);
        Require.notNegative("margin", margin);
    }
}
