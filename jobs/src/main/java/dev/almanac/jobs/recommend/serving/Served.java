package dev.almanac.jobs.recommend.serving;

import dev.almanac.jobs.recommend.contest.Competitors;
import dev.almanac.jobs.recommend.contest.Verdict;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.training.Trainer;

/**
 * The models behind a recommender's lists, fitted to everything before the window's end.
 *
 * @param champion whose order the users get
 * @param fallback the better baseline, for whom and what the champion does not know; the champion itself when it won
 */
public record Served(Model champion, Model fallback) {

    /** Fits the winner of a contest, and the better baseline, to everything before the window's end. */
    public static Served fit(Competitors competitors, Verdict verdict, Trainer trainer) {
        var fallback = trainer.train(competitors.baselines().get(verdict.baselineName()));
        var champion = trainer.train(competitors.recipe(verdict.winner()));
        return new Served(champion, fallback);
    }

    public boolean baselineWon() {
        return champion.equals(fallback);
    }
}
