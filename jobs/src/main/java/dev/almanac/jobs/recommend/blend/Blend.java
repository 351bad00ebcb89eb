package dev.almanac.jobs.recommend.blend;

import dev.almanac.common.config.Require;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.ModelTables;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Several models as one: each part's scores are standardised for each user (to mean 0 and standard deviation 1 over the
 * candidates), then added with the parts' weights. What a part of factors does not know counts as its
 * mean, what shares nothing with the user as no likeness.
 *
 * @param ingredients what is blended, at least two
 */
public record Blend(List<Ingredient> ingredients) implements Recommender {

    private static final StructType PARTS = new StructType()
            .add("part", DataTypes.StringType, false)
            .add("part_version", DataTypes.StringType, false)
            .add("weight", DataTypes.DoubleType, false);

    /**
     * @param name of the recipe
     * @param recipe whose model it is
     * @param weight how much its scores count
     */
    public record Ingredient(String name, Recommender recipe, double weight) {}

    public Blend {
        Require.that(ingredients.size() >= 2, "parts", ingredients.size(), "must be at least two");
        ingredients = List.copyOf(ingredients);
    }

    @Override
    public String algorithm() {
        return "blend";
    }

    /** The weights, and the settings of every part. */
    @Override
    public Map<String, String> parameters() {
        var all = new TreeMap<String, String>();
        for (var part : ingredients) {
            all.put(part.name() + ".weight", Double.toString(part.weight()));
            all.put(part.name() + ".algorithm", part.recipe().algorithm());
            part.recipe().parameters().forEach((key, value) -> all.put(part.name() + "." + key, value));
        }
        return all;
    }

    @Override
    public String reason() {
        return "Chosen for you: several signs say that it fits.";
    }

    @Override
    public List<Recommender> parts() {
        return ingredients.stream().map(Ingredient::recipe).toList();
    }

    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        var rows = IntStream.range(0, ingredients.size())
                .mapToObj(i -> RowFactory.create(
                        ingredients.get(i).name(),
                        training.parts().get(i).version(),
                        ingredients.get(i).weight()))
                .toList();
        return Map.of(ModelTables.BLEND_PARTS, training.spark().createDataFrame(rows, PARTS));
    }

    /** Scorers as one, each standardised and with the same weight. */
    public static Scorer evenly(List<Scorer> scorers) {
        return new BlendScorer(scorers, Collections.nCopies(scorers.size(), 1.0));
    }

    @Override
    public Scorer scorer(Model model) {
        return scorer(model.parts().stream().map(Model::scorer).toList());
    }

    /** @param parts the scorers of its parts, in their order */
    public Scorer scorer(List<Scorer> parts) {
        return new BlendScorer(
                parts, ingredients.stream().map(Ingredient::weight).toList());
    }
}
