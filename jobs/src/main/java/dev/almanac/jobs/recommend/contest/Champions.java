package dev.almanac.jobs.recommend.contest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.jobs.recommend.settings.RecordedRecipe;
import dev.almanac.jobs.recommend.training.Subject;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who served before.
 *
 * @param registry {@code model_registry} as it was published before the run
 */
public record Champions(Dataset<Row> registry) {

    /** The recipe whose lists a recommender serves; none on its first day. */
    public Optional<RecordedRecipe> of(Subject subject) {
        return registry
                .filter(col("recommender").equalTo(subject.name()))
                .filter(col("state").equalTo("champion"))
                .filter(col("logical_date").lt(lit(subject.logicalDate())))
                .orderBy(col("logical_date").desc())
                .select("recipe", "algorithm", "parameters")
                .takeAsList(1)
                .stream()
                .map(row -> new RecordedRecipe(row.getString(0), row.getString(1), row.getJavaMap(2)))
                .findFirst();
    }
}
