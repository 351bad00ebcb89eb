package dev.almanac.jobs.recommend.popularity;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import java.util.Map;
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
        return ItemScores.train(data, training, count(lit(1)));
    }

    @Override
    public Scorer scorer(Model model) {
        return ItemScores.of(model);
    }
}
