package dev.almanac.jobs.recommend.evaluate;

import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.ItemTags;
import dev.almanac.jobs.recommend.model.Candidates;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What {@link ListMeasure}s know of the candidates, by their numbers. Held on the driver and on every executor: about 50
 * bytes per candidate and four per tag.
 */
public final class ItemKnowledge implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double LOG_2 = Math.log(2);

    private final long users;
    /** The score of a candidate is the number of users in training who used it. */
    private final FixedOrder popularity;

    private final ItemTags tags;
    private final BitSet young;

    private ItemKnowledge(long users, FixedOrder popularity, ItemTags tags, BitSet young) {
        this.users = users;
        this.popularity = popularity;
        this.tags = tags;
        this.young = young;
    }

    /**
     * Reads each of the two tables once, the interactions twice.
     *
     * @param items item_id (unique), tags (array of string, may be null), available_from (timestamp, may be null)
     * @param interactions user_id, item_id (together unique): what models were trained on
     * @param candidates what may be listed; one that is in neither table has no tags, no age and no use
     * @param cut the test's begin
     * @param youngDays of how many times 24 hours before the cut an item may be available to be young
     */
    public static ItemKnowledge of(
            Dataset<Row> items, Dataset<Row> interactions, Candidates candidates, Instant cut, int youngDays) {
        var begin = cut.minus(Duration.ofDays(youngDays));
        var isYoung = coalesce(col("available_from").between(lit(begin), lit(cut)), lit(false));
        var tags = new ItemTags.Builder(candidates);
        var young = new BitSet(candidates.size());
        var rows = items.select(col("item_id"), array_compact(col("tags")), isYoung)
                .toLocalIterator();
        while (rows.hasNext()) {
            var row = rows.next();
            int number = candidates.number(row.getString(0));
            if (number >= 0) {
                tags.put(number, row.isNullAt(1) ? List.of() : row.getList(1));
                young.set(number, row.getBoolean(2));
            }
        }
        long users = interactions.select("user_id").distinct().count();
        return new ItemKnowledge(users, FixedOrder.of(uses(interactions, candidates)), tags.build(), young);
    }

    private static double[] uses(Dataset<Row> interactions, Candidates candidates) {
        var uses = new double[candidates.size()];
        var rows = interactions.groupBy("item_id").agg(count(lit(1))).toLocalIterator();
        while (rows.hasNext()) {
            var row = rows.next();
            int number = candidates.number(row.getString(0));
            if (number >= 0) {
                uses[number] = row.getLong(1);
            }
        }
        return uses;
    }

    /** How many candidates it knows. */
    int size() {
        return tags.size();
    }

    /** The candidates by the number of users who used them in training, the lower number first among equals. */
    FixedOrder popularity() {
        return popularity;
    }

    /** As {@link ListMeasure#NOVELTY} defines it, in bits. */
    double selfInformation(int candidate) {
        return Math.log((users + 1.0) / (popularity.score(candidate) + 1)) / LOG_2;
    }

    /** The Jaccard similarity of the tags. */
    double similarity(int one, int other) {
        return tags.similarity(one, other);
    }

    boolean isYoung(int candidate) {
        return young.get(candidate);
    }
}
