package dev.almanac.jobs.recommend.model;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Turns a model's tables into scores. The user side stays distributed; the item side is laid out once for a set of
 * candidates and sent to every executor. Lists are made from it by {@code lists.TopLists}, so a scorer knows nothing of
 * filters, ties or ranks; a blend or a re-ranking is a scorer over scorers.
 */
public interface Scorer {
    /** The column of {@link #users} that holds what the model knows of a user, never null. */
    String STATE = "state";

    /**
     * What the model knows of each user: {@code user_id}, unique, and {@link #STATE} of any type. A user without a row is
     * cold to the model. Empty when the model scores items the same for everyone.
     */
    Optional<Dataset<Row>> users();

    /** The item side for the given candidates. */
    CandidateScores over(Candidates candidates);
}
