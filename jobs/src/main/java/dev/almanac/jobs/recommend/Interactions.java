package dev.almanac.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What events say about users and items together. */
final class Interactions {
    /** The columns that name a pair, as a join wants them. */
    static final String[] PAIR = {"user_id", "item_id"};

    /** The column that names a user, as an outer join wants it. */
    static final String[] USER = {"user_id"};

    private Interactions() {}

    /**
     * Events as weighted pairs; event types without a weight say nothing.
     *
     * @param events user_id, item_id, event_type
     * @param weights greater than 0, by event type
     * @return user_id, item_id (together unique), weight (sum over the events), events (how many)
     */
    static Dataset<Row> weighted(Dataset<Row> events, Map<String, Double> weights) {
        // Counts per type, then one sum in a fixed order: the same double however the events are partitioned.
        Column weight = lit(0.0);
        for (var type : new TreeMap<>(weights).entrySet()) {
            weight = weight.plus(
                    count_if(col("event_type").equalTo(type.getKey())).multiply(lit(type.getValue())));
        }
        return ofTypes(events, weights.keySet())
                .groupBy("user_id", "item_id")
                .agg(weight.as("weight"), count(lit(1)).as("events"));
    }

    /** The distinct pairs user_id, item_id of the events of some types. */
    static Dataset<Row> pairs(Dataset<Row> events, Collection<String> types) {
        return ofTypes(events, types).select("user_id", "item_id").distinct();
    }

    /** The items of each user in one array: user_id and the named column. */
    static Dataset<Row> perUser(Dataset<Row> pairs, String column) {
        return pairs.groupBy("user_id").agg(collect_set("item_id").as(column));
    }

    private static Dataset<Row> ofTypes(Dataset<Row> events, Collection<String> types) {
        return events.filter(col("event_type").isInCollection(types));
    }
}
