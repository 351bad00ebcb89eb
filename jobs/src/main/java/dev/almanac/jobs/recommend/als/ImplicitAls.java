package dev.almanac.jobs.recommend.als;

import static org.apache.spark.sql.functions.col;
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
import dev.almanac.jobs.tables.RecommendationTables;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Matrix factorisation by alternating least squares for implicit feedback, from Spark MLlib: Hu, Koren, Volinsky,
 * "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008. An interaction's confidence is 1 + alpha times
 * its weight.
 *
 * @param rank how many factors a user or an item has
 * @param iterations how often both sides are solved
 * @param alpha how much an interaction is trusted; good values differ by orders of magnitude between data sets
 * @param regParam regularisation, scaled by MLlib with the number of interactions of the user or item
 * @param blocks into how many blocks each side is cut. Another number gives another model, so it is a setting and never
 *     follows from the cores at hand
 */
public record ImplicitAls(
        @Meaning("How many factors a user or an item has.") @Default("32")
        int rank,

        @Meaning("How often both sides are solved.") @Default("15")
        int iterations,

        @Meaning("How much an interaction is trusted; good values differ by orders of magnitude between data sets.")
        @Default("1.0")
        double alpha,

        @Meaning("Regularisation, scaled by MLlib with the number of interactions of the user or item.") @Default("0.1")
        double regParam,

        @Meaning(
                "Into how many blocks each side is cut. Another number gives another model, so it is a setting and never follows from the cores at hand.")
        @Default("4")
        int blocks)
        implements Recommender {

    public ImplicitAls {
        Require.positive("rank", rank);
        Require.positive("iterations", iterations);
        Require.positive("alpha", alpha);
        Require.notNegative("reg-param", regParam);
        Require.positive("blocks", blocks);
    }

    @Override
    public String algorithm() {
        return "implicit-als";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "rank", Integer.toString(rank),
                "iterations", Integer.toString(iterations),
                "alpha", Double.toString(alpha),
                "reg-param", Double.toString(regParam),
                "blocks", Integer.toString(blocks));
    }

    @Override
    public String reason() {
        return "Chosen for you: it fits what you have used so far.";
    }

    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        // Both sides as one dataset: kept whole or not at all, so that a run started again does not train again.
        var factors = training.remember("factors", () -> fit(data.interactions(), training));
        return Map.of(
                RecommendationTables.ALS_USER_FACTORS, side(factors, "user"),
                RecommendationTables.ALS_ITEM_FACTORS, side(factors, "item"));
    }

    @Override
    public Scorer scorer(Model model) {
        return new FactorScorer(
                model.rows(RecommendationTables.ALS_USER_FACTORS), model.rows(RecommendationTables.ALS_ITEM_FACTORS));
    }

    private ALS settled(long seed) {
        return new ALS()
                .setImplicitPrefs(true)
                .setRank(rank)
                .setMaxIter(iterations)
                .setAlpha(alpha)
                .setRegParam(regParam)
                .setNumBlocks(blocks)
                .setSeed(seed)
                .setUserCol("user_number")
                .setItemCol("item_number")
                .setRatingCol("weight");
    }

    /** side ("user" or "item"), id, factors. */
    private Dataset<Row> fit(Dataset<Row> interactions, Training training) {
        Checkpoints.ensure(training.spark());
        var users = DenseIndex.of(interactions, "user_id", "user_number");
        var items = DenseIndex.of(interactions, "item_id", "item_number");
        // One fixed order of the ratings: sums of doubles then do not depend on how the input was partitioned.
        var ratings = interactions
                .join(users, "user_id")
                .join(items, "item_id")
                .select("user_number", "item_number", "weight")
                .repartition(blocks, col("user_number"))
                .sortWithinPartitions("user_number", "item_number");
        var model = settled(training.seed()).fit(ratings);
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
