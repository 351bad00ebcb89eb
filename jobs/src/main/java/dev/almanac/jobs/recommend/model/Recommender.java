package dev.almanac.jobs.recommend.model;

import dev.almanac.common.contract.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An algorithm with its settings: the recipe of a model. Implementations are settings records, so that a recipe can be
 * bound from configuration, compared, hashed and proposed by a search.
 *
 * <p>A model is tables, never an opaque file: what {@link #train} yields is published, read back, rolled back and
 * erased like any other table.
 */
public interface Recommender {

    /** The algorithm's name in tables and documents, lower-kebab-case. */
    String algorithm();

    /** Every setting that changes the model, by configuration key. */
    Map<String, String> parameters();

    /** Why its items are listed, in words for the user; says nothing personal unless the model is personal. */
    String reason();

    /** The recipes whose models it builds on; they are trained first, on the same data. */
    default List<Recommender> parts() {
        return List.of();
    }

    /**
     * Learns from the interactions.
     *
     * @return the model's rows by model table: the table's columns without those every model table has (logical_date,
     *     model_version, run_id). Cheap to read more than once.
     */
    Map<Table, Dataset<Row>> train(TrainingData data, Training training);

    /** What scores users and items with a model this recommender has trained. */
    Scorer scorer(Model model);
}
