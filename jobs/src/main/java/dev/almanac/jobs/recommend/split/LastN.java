package dev.almanac.jobs.recommend.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;

import dev.almanac.common.config.Require;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The last items of each user are to be found: those whose last event with the user is the latest, the higher item id
 * counting as later when two are of the same moment. Users with no more than n items are only trained on, so nobody in the
 * test is unknown. Models learn from events of other users that happened later.
 *
 * @param n how many items of each user
 */
public record LastN(int n) implements Splitter {
    public LastN {
        Require.positive("n", n);
    }

    @Override
    public Split split(Dataset<Row> events) {
        var ofUser = Window.partitionBy("user_id");
        var latestFirst = ofUser.orderBy(col("last_time").desc(), col("item_id").desc());
        var test = events.groupBy("user_id", "item_id")
                .agg(max("event_time").as("last_time"))
                .withColumn("place", row_number().over(latestFirst))
                .withColumn("items", count(lit(1)).over(ofUser))
                .filter(col("place").leq(n).and(col("items").gt(n)))
                .select("user_id", "item_id");
        return Split.holdingOut(test, events);
    }
}
