package dev.almanac.jobs.recommend.popularity;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.ModelTables;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores that are the same for everyone, from a table of item_id and score; items that are not in it have score 0. */
record ItemScores(Dataset<Row> itemScores) implements Scorer {

    /** The rows of such a model: an aggregate over the pairs of each item, in an order-independent form. */
    static Map<Table, Dataset<Row>> train(TrainingData data, Training training, Column score) {
        return Map.of(
                ModelTables.ITEM_SCORES,
                training.remember(
                        "item-scores",
                        () -> data.interactions()
                                .groupBy("item_id")
                                .agg(score.cast("double").as("score"))));
    }

    static Scorer of(Model model) {
        return new ItemScores(model.rows(ModelTables.ITEM_SCORES));
    }

    @Override
    public Optional<Dataset<Row>> users() {
        return Optional.empty();
    }

    @Override
    public CandidateScores over(Candidates candidates) {
        var known = new double[candidates.size()];
        var rows = itemScores.select("item_id", "score").toLocalIterator();
        while (rows.hasNext()) {
            var row = rows.next();
            int number = candidates.number(row.getString(0));
            if (number >= 0) {
                known[number] = row.getDouble(1);
            }
        }
        return (user, state, scores) -> System.arraycopy(known, 0, scores, 0, known.length);
    }
}
