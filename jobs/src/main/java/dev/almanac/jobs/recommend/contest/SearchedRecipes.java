package dev.almanac.jobs.recommend.contest;

import static org.apache.spark.sql.functions.col;

import dev.almanac.jobs.recommend.search.Explored;
import dev.almanac.jobs.recommend.settings.RecordedRecipe;
import dev.almanac.jobs.recommend.training.Subject;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the last search proposed.
 *
 * @param recipes {@code searched_recipes}
 */
public record SearchedRecipes(Dataset<Row> recipes) {

    /** Those for one recommender, by name. */
    public List<RecordedRecipe> of(Subject subject) {
        return recipes
                .filter(col("recommender").equalTo(subject.name()))
                .orderBy("recipe")
                .select("recipe", "algorithm", "parameters")
                .takeAsList(Explored.values().length + 1)
                .stream()
                .map(row -> new RecordedRecipe(row.getString(0), row.getString(1), row.getJavaMap(2)))
                .toList();
    }
}
