package dev.almanac.jobs.recommend.als;

import static org.apache.spark.sql.functions.coalesce;
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
 * Matrix factorisation by alternating least squares for ratings, from Spark MLlib: Zhou, Wilkinson, Schreiber, Pan,
 * "Large-scale Parallel Collaborative Filtering for the Netflix Prize", AAIM 2008. It learns how much users liked what
 * they used, not what they use, so its lists need events that carry a value; an interaction without one counts its
 * weight.
 *
 * @param rank how many factors a user or an item has
 * @param iterations how often both sides are solved
 * @param regParam regularisation, scaled by MLlib with the number of interactions of the user or item
 * @param blocks into how many blocks each side is cut; another number gives another model
 */
public record ExplicitAls(
        @Meaning("How many factors a user or an item has.") @Default("16")
        int rank,

        @Meaning("How often both sides are solved.") @Default("15")
        int iterations,

        @Meaning("Regularisation, scaled by MLlib with the number of interactions of the user or item.") @Default("0.1")
        double regParam,

        @Meaning("Into how many blocks each side is cut. Another number gives another model.") @Default("4")
        int blocks)
        implements Recommender {

    public ExplicitAls {
        Require.positive("rank", rank);
        Require.positive("iterations", iterations);
        Require.notNegative("reg-param", regParam);
        Require.positive("blocks", blocks);
    }

    @Override
    public String algorithm() {
        return "explicit-als";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "rank", Integer.toString(rank),
                "iterations", Integer.toString(iterations),
                "reg-param", Double.toString(regParam),
                "blocks", Integer.toString(blocks));
    }

    @Override
    public String reason() {
        return "Chosen for you: you are likely to rate it highly.";
    }

    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        var shape = new Factorisation.Shape(rank, iterations, regParam, blocks);
        var rated = data.interactions().withColumn("signal", coalesce(col("rating"), col("weight")));
        return Factorisation.fit(shape, new ALS().setImplicitPrefs(false), rated, training);
    }

    @Override
    public Scorer scorer(Model model) {
        return FactorScorer.of(model);
    }
}
