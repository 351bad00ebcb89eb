package dev.almanac.jobs.recommend.popularity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.RecommendationTables;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The baseline every model has to beat, and the fallback for users nothing is known of: an item's score is the number
 * of users who interacted with it, however often each did. Items nobody used have score 0.
 */
public record Popularity() implements Recommender {

    @Override
    public String algorithm() {
        return "popularity";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of();
    }

    @Override
    public String reason() {
        return "Popular with everyone at the moment.";
    }

    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        return Map.of(
                RecommendationTables.ITEM_SCORES,
                training.remember(
                        "item-scores",
                        () -> data.interactions()
                                .groupBy("item_id")
                                .agg(count(lit(1)).cast("double").as("score"))));
    }

    @Override
    public Scorer scorer(Model model) {
        return new SameForAll(model.rows(RecommendationTables.ITEM_SCORES));
    }

    /** Scores from a table of item_id and score. */
    private record SameForAll(Dataset<Row> itemScores) implements Scorer {
        @Override
        public Optional<Dataset<Row>> users() {
            return Optional.empty();
        }

        @Override
        public CandidateScores over(Candidates candidates) {
            var known = new double[candidates.size()];
            var rows = itemScores.select(col("item_id"), col("score")).toLocalIterator();
            while (rows.hasNext()) {
                var row = rows.next();
                int number = candidates.number(row.getString(0));
                if (number >= 0) {
                    known[number] = row.getDouble(1);
                }
            }
            return (user, scores) -> System.arraycopy(known, 0, scores, 0, known.length);
        }
    }
}
