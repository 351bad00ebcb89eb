package dev.almanac.jobs.recommend.popularity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.contract.Table;
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
 * The popularity of the last days: an item's score is the number of users whose last event with it is no older.
 *
 * @param window how old
 */
public record RecentPopularity(
        @Meaning("How long ago a user's last event with an item may be.") @Default("7 days")
        Duration window) implements Recommender {

    public RecentPopularity {
        Require.positive("window", window);
    }

    @Override
    public String algorithm() {
        return "recent-popularity";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("window", window.toString());
    }

    @Override
    public String reason() {
        return "Popular in the last days.";
    }

    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        var begin = data.cut().minus(window);
        return ItemScores.train(data, training, count_if(col("last_at").geq(lit(begin))));
    }

    @Override
    public Scorer scorer(Model model) {
        return ItemScores.of(model);
    }
}
