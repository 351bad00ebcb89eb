package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Require;
import java.util.List;

/**
 * How recipes are judged.
 *
 * @param days the events of how many days before the window's end are kept from training and have to be found
 * @param k how many places of a list decide
 * @param cutoffs list lengths that are reported beside it
 * @param resamples how many bootstrap resamples an interval comes from
 * @param youngDays an item that has been available for no longer is young
 * @param segments attributes of users by whose values the figures are reported too
 */
public record EvaluationSettings(
        int days, int k, List<Integer> cutoffs, int resamples, int youngDays, List<String> segments) {
    private static final int ENOUGH_FOR_TAILS = 100;

    public EvaluationSettings {
        Require.positive("days", days);
        Require.positive("k", k);
        cutoffs.forEach(cutoff -> Require.positive("cutoffs", cutoff));
        Require.that(resamples >= ENOUGH_FOR_TAILS, "resamples", resamples, "must be at least " + ENOUGH_FOR_TAILS);
        Require.positive("young-days", youngDays);
    }
}
