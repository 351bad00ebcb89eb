package dev.almanac.jobs.recommend.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One moment for everyone: events before it are for training, and what users did for the first time from then on is to be
 * found. The only split under which no model learns from what happened later; users and items may be in the test only.
 *
 * @param cut the first moment that is not trained on
 */
public record TimeSplit(Instant cut) implements Splitter {

    @Override
    public Split split(Dataset<Row> events) {
        var before = col("event_time").lt(lit(cut));
        var train = events.filter(before);
        var test = events.filter(col("event_time").geq(lit(cut)))
                .select("user_id", "item_id")
                .distinct()
                .join(train, new String[] {"user_id", "item_id"}, "left_anti");
        return new Split(train, test);
    }
}
