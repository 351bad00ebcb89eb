package dev.almanac.jobs.recommend.popularity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.ModelTables;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Popularity among users alike: an item's score for a user is the number of users with the same value of an attribute who
 * interacted with it. It knows users by that attribute alone, so also those without any event.
 *
 * @param attribute of the users, as in {@code users.attributes}
 */
public record SegmentPopularity(String attribute) implements Recommender {

    @Override
    public String algorithm() {
        return "segment-popularity";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("attribute", attribute);
    }

    @Override
    public String reason() {
        return "Popular with users like you at the moment.";
    }

    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        var segments = training.remember("segments", () -> segments(data.users()));
        var scores = training.remember(
                "scores",
                () -> data.interactions()
                        .join(segments, "user_id")
                        .groupBy("segment", "item_id")
                        .agg(count(lit(1)).cast("double").as("score")));
        return Map.of(ModelTables.USER_SEGMENTS, segments, ModelTables.SEGMENT_SCORES, scores);
    }

    private Dataset<Row> segments(Dataset<Row> users) {
        return users.select(col("user_id"), col("attributes").getItem(attribute).as("segment"))
                .filter(col("segment").isNotNull());
    }

    @Override
    public Scorer scorer(Model model) {
        return new SegmentScorer(model.rows(ModelTables.USER_SEGMENTS), model.rows(ModelTables.SEGMENT_SCORES));
    }
}
