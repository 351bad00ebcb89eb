package dev.almanac.jobs.recommend;

import dev.almanac.jobs.recommend.model.Model;

/**
 * The models behind a recommender's lists, fitted to everything before the window's end.
 *
 * @param champion whose order the users get
 * @param fallback the better baseline, for whom and what the champion does not know; the champion itself when it won
 */
record Served(Model champion, Model fallback) {

    /** Fits the winner of a contest, and the better baseline, to everything before the window's end. */
    static Served fit(Competitors competitors, Verdict verdict, Trainer trainer) {
        var fallback = trainer.train(competitors.baselines().get(verdict.baselineName()));
        var champion = trainer.train(competitors.recipe(verdict.winner()));
        return new Served(champion, fallback);
    }

    boolean baselineWon() {
        return champion.equals(fallback);
    }
}
