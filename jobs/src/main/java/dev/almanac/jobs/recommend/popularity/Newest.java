package dev.almanac.jobs.recommend.popularity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.HalfLife;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.ModelTables;
import java.time.Duration;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What came last, for catalogues in which things age: an item's score is 2 to the power of minus its age, in half-lives. It
 * knows nothing of users, and is a part of blends.
 *
 * @param halfLife after how long an item counts half
 */
public record Newest(
        @Meaning("After how long an item that has become available counts half.") @Default("7 days")
        Duration halfLife) implements Recommender {

    public Newest {
        Require.positive("half-life", halfLife);
    }

    @Override
    public String algorithm() {
        return "newest";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("half-life", halfLife.toString());
    }

    @Override
    public String reason() {
        return "New.";
    }

    /** Items that say nothing of when they came count as old. */
    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        var left = HalfLife.left(halfLife, col("available_from"), data.cut());
        return Map.of(
                ModelTables.ITEM_SCORES,
                training.remember(
                        "item-scores",
                        () -> data.items()
                                .filter(col("available_from").leq(lit(data.cut())))
                                .select(col("item_id"), left.as("score"))));
    }

    @Override
    public Scorer scorer(Model model) {
        return ItemScores.of(model);
    }
}
