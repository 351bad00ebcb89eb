package dev.almanac.jobs.recommend.als;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.tables.ModelTables;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits MLlib's ALS and gives the factors as tables, the same however the input was partitioned. */
final class Factorisation {
    private Factorisation() {}

    /** What implicit and explicit factor models have in common. */
    record Shape(int rank, int iterations, double regParam, int blocks) {}

    /**
     * @param als what the kind of feedback asks for
     * @param interactions user_id, item_id (together unique), signal (what is fitted)
     * @return the rows of {@code als_user_factors} and {@code als_item_factors}
     */
    static Map<Table, Dataset<Row>> fit(Shape shape, ALS als, Dataset<Row> interactions, Training training) {
        // Both sides as one dataset: kept whole or not at all, so that a run started again does not train again.
        var factors = training.remember("factors", () -> factors(shape, als, interactions, training));
        return Map.of(
                ModelTables.ALS_USER_FACTORS, side(factors, "user"),
                ModelTables.ALS_ITEM_FACTORS, side(factors, "item"));
    }

    /** side ("user" or "item"), id, factors. */
    private static Dataset<Row> factors(Shape shape, ALS als, Dataset<Row> interactions, Training training) {
        Checkpoints.ensure(training.spark());
        var users = DenseIndex.of(interactions, "user_id", "user_number");
        var items = DenseIndex.of(interactions, "item_id", "item_number");
        // One fixed order of the ratings: sums of doubles then do not depend on how the input was partitioned.
        var ratings = interactions
                .join(users, "user_id")
                .join(items, "item_id")
                .select("user_number", "item_number", "signal")
                .repartition(shape.blocks(), col("user_number"))
                .sortWithinPartitions("user_number", "item_number");
        var model = als.setRank(shape.rank())
                .setMaxIter(shape.iterations())
                .setRegParam(shape.regParam())
                .setNumBlocks(shape.blocks())
                .setSeed(training.seed())
                .setUserCol("user_number")
                .setItemCol("item_number")
                .setRatingCol("signal")
                .fit(ratings);
        return named(model.userFactors(), users, "user").unionByName(named(model.itemFactors(), items, "item"));
    }

    private static Dataset<Row> named(Dataset<Row> factors, Dataset<Row> index, String side) {
        return factors.withColumnRenamed("id", side + "_number")
                .join(index, side + "_number")
                .select(
                        lit(side).as("side"),
                        col(side + "_id").as("id"),
                        col("features").as("factors"));
    }

    private static Dataset<Row> side(Dataset<Row> factors, String side) {
        return factors.filter(col("side").equalTo(side)).select(col("id").as(side + "_id"), col("factors"));
    }
}
