package dev.almanac.jobs.recommend.model;

import dev.almanac.common.job.RunContext;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One training of one model.
 *
 * @param step names it among the steps of its run, lower-kebab-case
 * @param seed where its randomness comes from
 * @param services what the run offers
 * @param parts the models of the recipe's parts, in their order, trained on the same data
 */
public record Training(String step, long seed, RunContext.Services services, List<Model> parts) {

    /** Of a recipe without parts. */
    public Training(String step, long seed, RunContext.Services services) {
        this(step, seed, services, List.of());
    }

    public SparkSession spark() {
        return services.spark();
    }

    /** Keeps a part of the model on disk, so that it is computed once. */
    public Dataset<Row> remember(String part, Supplier<Dataset<Row>> compute) {
        return services.memory().remember(step + "-" + part, compute);
    }
}
