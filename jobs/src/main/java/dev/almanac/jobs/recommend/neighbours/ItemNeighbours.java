package dev.almanac.jobs.recommend.neighbours;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.ModelTables;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Item-based k nearest neighbours: the similarity of two items is the number of users who used both, divided by the
 * product of both items' numbers of users to a power (Deshpande, Karypis, "Item-Based Top-N Recommendation Algorithms",
 * TOIS 22(1), 2004; power 1/2 is the cosine, less lets popular items through). A user's score of an item is the sum of
 * its similarities to what the user used, each times the weight of that use.
 *
 * @param exponent the power of both degrees
 * @param neighbours how many neighbours of an item are kept
 * @param maxHistory how many of a user's last used items count; bounds the pairs, which grow with its square
 */
public record ItemNeighbours(
        @Meaning("The power by which both items' numbers of users divide; 0.5 is the cosine.") @Default("0.5")
        double exponent,

        @Meaning("How many neighbours of an item are kept.") @Default("100")
        int neighbours,

        @Meaning("How many of a user's last used items count; the work grows with its square.") @Default("200")
        int maxHistory)
        implements Recommender {

    public ItemNeighbours {
        Require.notNegative("exponent", exponent);
        Require.that(exponent <= 1, "exponent", exponent, "must be at most 1");
        Require.positive("neighbours", neighbours);
        Require.that(maxHistory >= 2, "max-history", maxHistory, "must be at least 2");
    }

    @Override
    public String algorithm() {
        return "item-neighbours";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "exponent", Double.toString(exponent),
                "neighbours", Integer.toString(neighbours),
                "max-history", Integer.toString(maxHistory));
    }

    @Override
    public String reason() {
        return "Others who used what you used also used this.";
    }

    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        var uses = training.remember("uses", () -> lastUses(data.interactions()));
        var similar = training.remember("neighbours", () -> nearest(uses));
        return Map.of(ModelTables.ITEM_NEIGHBOURS, similar, ModelTables.USER_HISTORIES, histories(uses));
    }

    @Override
    public Scorer scorer(Model model) {
        return new NeighbourScorer(model.rows(ModelTables.USER_HISTORIES), model.rows(ModelTables.ITEM_NEIGHBOURS));
    }

    /** Scores items for items, by how alike they are: the items stand for the users. */
    public static Scorer between(Model model) {
        var neighbours = model.rows(ModelTables.ITEM_NEIGHBOURS);
        var itself = neighbours
                .select(col("item_id").as("user_id"))
                .distinct()
                .selectExpr("user_id", "array(user_id) AS item_ids", "array(1D) AS weights");
        return new NeighbourScorer(itself, neighbours);
    }

    /** user_id, item_id, weight of the last items of each user. */
    private Dataset<Row> lastUses(Dataset<Row> interactions) {
        var newest = Window.partitionBy("user_id")
                .orderBy(col("last_at").desc(), col("item_id").asc());
        return interactions
                .withColumn("place", row_number().over(newest))
                .filter(col("place").leq(maxHistory))
                .select("user_id", "item_id", "weight");
    }

    /** item_id, neighbour_id, rank, similarity. */
    private Dataset<Row> nearest(Dataset<Row> uses) {
        var one = uses.select(col("user_id"), col("item_id"));
        var other = uses.select(col("user_id"), col("item_id").as("neighbour_id"));
        var degrees = uses.groupBy("item_id").agg(count(lit(1)).as("users"));
        var together = one.join(other, "user_id")
                .filter("item_id <> neighbour_id")
                .groupBy("item_id", "neighbour_id")
                .agg(count(lit(1)).as("both"))
                .join(broadcast(degrees), "item_id")
                .join(
                        broadcast(degrees.select(
                                col("item_id").as("neighbour_id"), col("users").as("others"))),
                        "neighbour_id");
        var similarity = col("both").divide(pow(col("users").multiply(col("others")), lit(exponent)));
        var nearest = Window.partitionBy("item_id")
                .orderBy(col("similarity").desc(), col("neighbour_id").asc());
        return together.withColumn("similarity", similarity)
                .withColumn("rank", row_number().over(nearest))
                .filter(col("rank").leq(neighbours))
                .select("item_id", "neighbour_id", "rank", "similarity");
    }

    /** user_id, items (array of item_id and weight, by item_id). */
    private static Dataset<Row> histories(Dataset<Row> uses) {
        return uses.groupBy("user_id")
                .agg(array_sort(collect_list(struct("item_id", "weight"))).as("items"))
                .selectExpr("user_id", "items.item_id AS item_ids", "items.weight AS weights");
    }
}
