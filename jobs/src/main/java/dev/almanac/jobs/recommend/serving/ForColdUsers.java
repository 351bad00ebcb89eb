package dev.almanac.jobs.recommend.serving;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.training.Interactions;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A scorer that is asked for users without interactions only.
 *
 * @param scorer who scores them
 * @param interactions user_id of those who have some
 */
record ForColdUsers(Scorer scorer, Dataset<Row> interactions) implements Scorer {

    @Override
    public Optional<Dataset<Row>> users() {
        var known = interactions.select("user_id").distinct();
        return scorer.users().map(users -> users.join(known, Interactions.user(), "left_anti"));
    }

    @Override
    public CandidateScores over(Candidates candidates) {
        return scorer.over(candidates);
    }
}
