package dev.almanac.jobs.recommend.contest;

import dev.almanac.jobs.recommend.evaluate.Judgement;
import dev.almanac.jobs.recommend.evaluate.Metric;
import dev.almanac.jobs.recommend.model.Model;

/**
 * A recipe in the contest.
 *
 * @param recipe its name
 * @param model what it trained on the events before the test
 * @param judgement how it did
 */
public record Contender(String recipe, Model model, Judgement judgement) {

    /** The figure that decides. */
    public double ndcg(int k) {
        return judgement.of(Metric.NDCG, k).value();
    }
}
