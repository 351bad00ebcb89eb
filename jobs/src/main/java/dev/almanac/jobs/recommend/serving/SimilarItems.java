package dev.almanac.jobs.recommend.serving;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;

import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.content.ContentSimilarity;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.TopLists;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.neighbours.ItemNeighbours;
import dev.almanac.jobs.recommend.training.Trainer;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which items are alike: used by the same users, and described in the same words, half and half. */
final class SimilarItems {
    private static final ItemNeighbours TOGETHER = new ItemNeighbours(0.5, 100, 200);
    private static final ContentSimilarity WORDS = new ContentSimilarity(2, 3, 200);

    private SimilarItems() {}

    /**
     * @param items item_id of everything that similar items are looked for
     * @param candidates what may be listed
     * @param fallback any order of the candidates; nothing is filled up from it
     * @param n how many there are at most
     * @return item_id, rank (from 1), similar_item_id, score; nothing of items that are like no other
     */
    static Dataset<Row> of(Dataset<Row> items, Candidates candidates, FixedOrder fallback, Trainer trainer, int n) {
        var together = ItemNeighbours.between(trainer.train(TOGETHER));
        var words = ContentSimilarity.between(trainer.train(WORDS));
        var audience = items.select(
                col("item_id").as("user_id"),
                lit(true).as("personal"),
                array(col("item_id")).as("seen"));
        return TopLists.of(candidates, fallback, Blend.evenly(List.of(together, words)))
                .of(audience, n)
                .select(col("user_id").as("item_id"), posexplode(col("places")).as(new String[] {"place", "similar"}))
                .filter("similar.origin = 0")
                .select(
                        col("item_id"),
                        col("place").plus(1).as("rank"),
                        col("similar.item_id").as("similar_item_id"),
                        col("similar.score").as("score"));
    }
}
