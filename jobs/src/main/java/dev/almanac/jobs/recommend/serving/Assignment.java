package dev.almanac.jobs.recommend.serving;

import static org.apache.spark.sql.functions.lit;

import dev.almanac.jobs.recommend.model.Model;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which user is served by which model. */
@FunctionalInterface
public interface Assignment {

    /**
     * @param users user_id and more
     * @return the same rows with model_version, variant and propensity (the probability of the assignment)
     */
    Dataset<Row> assign(Dataset<Row> users);

    /** Everyone to one model. */
    public static Assignment allTo(Model champion) {
        return users -> users.withColumn("model_version", lit(champion.version()))
                .withColumn("variant", lit("champion"))
                .withColumn("propensity", lit(1.0));
    }
}
