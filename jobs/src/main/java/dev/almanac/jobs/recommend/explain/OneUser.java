package dev.almanac.jobs.recommend.explain;

import static org.apache.spark.sql.functions.col;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Scorer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a scorer says for one user, read once: lists can then be made of it again and again. */
final class OneUser implements Scorer {
    private static final int STATE_COLUMN = 1;

    private final Optional<Dataset<Row>> users;
    private final CandidateScores side;
    private final Optional<double[]> scores;

    private OneUser(Optional<Dataset<Row>> users, CandidateScores side, Optional<double[]> scores) {
        this.users = users;
        this.side = side;
        this.scores = scores;
    }

    static OneUser of(Scorer scorer, Candidates candidates, String userId) {
        if (scorer instanceof OneUser read) {
            return read;
        }
        var all = scorer.users();
        if (all.isEmpty()) {
            var side = scorer.over(candidates);
            return new OneUser(Optional.empty(), side, Optional.of(side.ofEveryone(candidates.size())));
        }
        var wanted = all.get().filter(col("user_id").equalTo(userId)).select("user_id", STATE);
        var rows = wanted.takeAsList(1);
        var local = Optional.of(wanted.sparkSession().createDataFrame(rows, wanted.schema()));
        if (rows.isEmpty()) {
            return new OneUser(local, (user, state, into) -> Arrays.fill(into, Double.NaN), Optional.empty());
        }
        var side = scorer.over(candidates);
        var scores = new double[candidates.size()];
        side.fill(rows.get(0), STATE_COLUMN, scores);
        return new OneUser(local, side, Optional.of(scores));
    }

    @Override
    public Optional<Dataset<Row>> users() {
        return users;
    }

    @Override
    public CandidateScores over(Candidates candidates) {
        return side;
    }

    /** By candidate; NaN where it cannot tell. Nothing where the user is cold to it. */
    Optional<double[]> scores() {
        return scores.map(double[]::clone);
    }

    /** What a candidate without a score is worth to a blend. */
    double withoutScore() {
        return users.isPresent() ? side.withoutScore() : Double.NaN;
    }
}
