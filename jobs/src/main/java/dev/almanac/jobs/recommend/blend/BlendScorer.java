package dev.almanac.jobs.recommend.blend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds up what several scorers say. A user is known to the blend who is known to one of its parts.
 *
 * @param parts at least one of which knows users
 * @param weights of the parts
 */
record BlendScorer(List<Scorer> parts, List<Double> weights) implements Scorer {

    @Override
    public Optional<Dataset<Row>> users() {
        return IntStream.range(0, parts.size())
                .boxed()
                .flatMap(i -> parts.get(i).users().stream()
                        .map(users -> users.select(col("user_id"), col(STATE).as(stateOf(i)))))
                .reduce((one, other) -> one.join(other, new String[] {"user_id"}, "outer"))
                .map(joined -> joined.select(col("user_id"), struct(states()).as(STATE)));
    }

    private Column[] states() {
        return knowing().mapToObj(i -> col(stateOf(i))).toArray(Column[]::new);
    }

    private IntStream knowing() {
        return IntStream.range(0, parts.size()).filter(i -> parts.get(i).users().isPresent());
    }

    private static String stateOf(int part) {
        return "state_" + part;
    }

    @Override
    public CandidateScores over(Candidates candidates) {
        var personal = new ArrayList<CandidateScores>();
        var personalWeights = new ArrayList<Double>();
        var common = new double[candidates.size()];
        for (int i = 0; i < parts.size(); i++) {
            var scores = parts.get(i).over(candidates);
            if (parts.get(i).users().isPresent()) {
                personal.add(scores);
                personalWeights.add(weights.get(i));
            } else {
                var alike = scores.ofEveryone(candidates.size());
                Standardised.add(alike, Double.NaN, weights.get(i), common, new boolean[common.length]);
            }
        }
        return new BlendedScores(
                personal,
                personalWeights.stream().mapToDouble(Double::doubleValue).toArray(),
                common);
    }
}
