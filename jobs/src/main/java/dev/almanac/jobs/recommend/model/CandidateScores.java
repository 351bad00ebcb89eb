package dev.almanac.jobs.recommend.model;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** The scores of every candidate for one user; sent to the executors. */
@FunctionalInterface
public interface CandidateScores extends Serializable {

    /**
     * Writes the score of candidate {@code i} to {@code scores[i]}: the higher the better, NaN where the model cannot
     * tell. Must depend on nothing but the user's state and the model.
     *
     * @param user a row that holds what the model knows of the user, as {@link Scorer#users} gave it; null when the
     *     scorer scores alike for everyone
     * @param state at which place of the row, never null there
     * @param scores as long as there are candidates; holds anything before
     */
    void fill(Row user, int state, double[] scores);

    /** What a candidate without a score is worth beside those with one; NaN when nothing can be said of it. */
    default double withoutScore() {
        return Double.NaN;
    }

    /** The scores of a scorer that scores alike for everyone. */
    default double[] ofEveryone(int candidates) {
        var scores = new double[candidates];
        fill(null, -1, scores);
        return scores;
    }
}
