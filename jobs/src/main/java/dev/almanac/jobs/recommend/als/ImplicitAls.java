package dev.almanac.jobs.recommend.als;

import static org.apache.spark.sql.functions.col;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
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
        var als = new ALS().setImplicitPrefs(true).setAlpha(alpha);
        return Factorisation.fit(shape(), als, data.interactions().withColumn("signal", col("weight")), training);
    }

    @Override
    public Scorer scorer(Model model) {
        return FactorScorer.of(model);
    }

    private Factorisation.Shape shape() {
        return new Factorisation.Shape(rank, iterations, regParam, blocks);
    }
}
