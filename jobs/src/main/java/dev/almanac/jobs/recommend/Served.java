package dev.almanac.jobs.recommend;

import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;

/**
 * The models behind a recommender's lists, fitted to everything before the window's end.
 *
 * @param champion whose order the users get
 * @param fallback popularity, for whom and what the champion does not know; the champion itself when popularity won
 * @param learnt from what both were trained
 */
record Served(Model champion, Model fallback, TrainingData.Summary learnt) {

    /** Fits the winner of a contest, and popularity, to everything before the window's end. */
    static Served fit(Subject subject, Verdict verdict) {
        var data = subject.trainingData("served", subject.run().window().end());
        var popularity = subject.trained(new Popularity(), "served-" + Contest.BASELINE, data);
        if (verdict.winner().equals(Contest.BASELINE)) {
            return new Served(popularity, popularity, data.summary());
        }
        var recipe = subject.settings().recipes().get(verdict.winner()).recommender();
        var champion = subject.trained(recipe, "served-" + verdict.winner(), data);
        return new Served(champion, popularity, data.summary());
    }

    boolean popularityWon() {
        return champion.equals(fallback);
    }
}
