package dev.almanac.jobs.recommend.popularity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;

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
import java.time.Duration;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Popularity that fades: each user who interacted with an item counts 2 to the power of minus the age of their last
 * event with it, in half-lives.
 *
 * @param halfLife after how long a user counts half
 */
public record DecayedPopularity(
        @Meaning("After how long a user's last event with an item counts half.") @Default("14 days")
        Duration halfLife) implements Recommender {
    private static final double UNITS = 1L << 24;

    public DecayedPopularity {
        Require.positive("half-life", halfLife);
    }

    @Override
    public String algorithm() {
        return "decayed-popularity";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("half-life", halfLife.toString());
    }

    @Override
    public String reason() {
        return "Used a lot lately.";
    }

    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        var left = HalfLife.left(halfLife, col("last_at"), data.cut());
        // In whole units, so that the sum does not depend on the order of the rows.
        return ItemScores.train(
                data,
                training,
                sum(round(left.multiply(lit(UNITS))).cast("long")).divide(lit(UNITS)));
    }

    @Override
    public Scorer scorer(Model model) {
        return ItemScores.of(model);
    }
}
