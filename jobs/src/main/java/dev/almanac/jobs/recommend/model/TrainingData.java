package dev.almanac.jobs.recommend.model;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.Instant;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What a recommender may learn from.
 *
 * @param interactions user_id, item_id (together unique), weight (double, greater than 0), rating (double: the mean of
 *     the events' values, null where no event has one), last_at (timestamp of the last event), event_type (of the event that weighs
 *     most), events (bigint)
 * @param items the catalogue, with the columns of {@code CleanTables.ITEMS}
 * @param users who may be learnt from, with the columns of {@code CleanTables.USERS}; some of them have no interactions
 * @param cut only events before this moment are in it
 * @param summary what is known of the interactions as a whole
 */
public record TrainingData(
        Dataset<Row> interactions, Dataset<Row> items, Dataset<Row> users, Instant cut, Summary summary) {

    /**
     * @param events how many events the interactions were made of
     * @param pairs how many interactions there are
     * @param contentHash the same for the same interactions, items and users in any order; names the model, where Delta
     *     versions would give equal data another name after a re-run
     */
    public record Summary(long events, long pairs, String contentHash) {}

    /** Reads the interactions and the items once to summarise them. */
    public static TrainingData of(Dataset<Row> interactions, Dataset<Row> items, Dataset<Row> users, Instant cut) {
        var row = interactions
                .agg(
                        coalesce(sum("events"), lit(0L)),
                        count(lit(1)),
                        hashOf("user_id", "item_id", "weight", "rating", "last_at"))
                .first();
        long itemsHash = items.agg(hashOf("item_id", "title", "category", "tags", "text", "available_from"))
                .first()
                .getLong(0);
        var described = users.select(
                col("user_id"), sort_array(map_entries(col("attributes"))).as("attributes"));
        long usersHash = described.agg(hashOf("user_id", "attributes")).first().getLong(0);
        // Two of them are turned, since equal hashes would take each other out.
        var hash = "%016x".formatted(row.getLong(2) ^ Long.rotateLeft(itemsHash, 1) ^ Long.rotateLeft(usersHash, 2));
        return new TrainingData(interactions, items, users, cut, new Summary(row.getLong(0), row.getLong(1), hash));
    }

    private static Column hashOf(String... columns) {
        var values = Arrays.stream(columns).map(functions::col).toArray(Column[]::new);
        return coalesce(bit_xor(xxhash64(values)), lit(0L));
    }

    public boolean isEmpty() {
        return summary.pairs() == 0;
    }
}
