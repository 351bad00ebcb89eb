package dev.almanac.jobs.recommend.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import dev.almanac.common.config.Require;
import java.math.BigDecimal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The same share of every user's items is to be found, drawn by a hash of seed, user and item. Rounded down, so that
 * everyone keeps something to learn from. Blind to time: models learn from what happened later, which flatters them.
 *
 * @param share of a user's items, above 0 and below 1
 * @param seed another one draws others
 */
public record StratifiedRandom(double share, long seed) implements Splitter {
    public StratifiedRandom {
        Require.that(share > 0 && share < 1, "share", share, "must lie between 0 and 1, both excluded");
    }

    @Override
    public Split split(Dataset<Row> events) {
        var ofUser = Window.partitionBy("user_id");
        var drawn = ofUser.orderBy(xxhash64(lit(seed), col("user_id"), col("item_id")), col("item_id"));
        // A decimal, since .29 * 100 is less than 29 in doubles.
        var wanted = floor(count(lit(1)).over(ofUser).multiply(lit(BigDecimal.valueOf(share))));
        var test = events.select("user_id", "item_id")
                .distinct()
                .withColumn("place", row_number().over(drawn))
                .withColumn("wanted", wanted)
                .filter(col("place").leq(col("wanted")))
                .select("user_id", "item_id");
        return Split.holdingOut(test, events);
    }
}
