package dev.almanac.jobs.recommend.training;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_avg;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.when;

import dev.almanac.jobs.recommend.model.HalfLife;
import dev.almanac.jobs.recommend.settings.EventWeight;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** What events say about users and items together. */
public final class Interactions {
    /** The columns that name a pair, as a join wants them. */
    public static String[] pair() {
        return new String[] {"user_id", "item_id"};
    }

    /** The column that names a user, as an outer join wants it. */
    public static String[] user() {
        return new String[] {"user_id"};
    }

    private static final DecimalType DECIMALS = DataTypes.createDecimalType(38, 18);

    private Interactions() {}

    /**
     * The events before a moment as weighted pairs; event types without a weight say nothing.
     *
     * @param events user_id, item_id, event_type, event_time, value
     * @param weights by event type
     * @param cut events from then on are left out; how old an event is counts from here
     * @return as {@link dev.almanac.jobs.recommend.model.TrainingData#interactions}
     */
    public static Dataset<Row> weighted(Dataset<Row> events, Map<String, EventWeight> weights, Instant cut) {
        // Whole numbers or decimals per type, then one sum in a fixed order: the same double however the events are
        // partitioned.
        Column weight = lit(0.0);
        for (var type : new TreeMap<>(weights).entrySet()) {
            var isOfType = col("event_type").equalTo(type.getKey());
            var amount = type.getValue()
                    .halfLife()
                    .map(halfLife -> coalesce(
                            try_sum(exact(when(isOfType, HalfLife.left(halfLife, col("event_time"), cut))))
                                    .cast("double"),
                            lit(0.0)))
                    .orElseGet(() -> count_if(isOfType));
            weight = weight.plus(amount.multiply(lit(type.getValue().weight())));
        }
        return ofTypes(events, weights.keySet())
                .filter(col("event_time").lt(lit(cut)))
                .groupBy("user_id", "item_id")
                .agg(
                        weight.as("weight"),
                        try_avg(exact(col("value"))).cast("double").as("rating"),
                        max("event_time").as("last_at"),
                        max_by(col("event_type"), struct(worth(weights), col("event_type")))
                                .as("event_type"),
                        count(lit(1)).as("events"))
                .filter(col("weight").gt(0));
    }

    /** What an event of its type weighs when it is new. */
    private static Column worth(Map<String, EventWeight> weights) {
        Column worth = lit(0.0);
        for (var type : new TreeMap<>(weights).entrySet()) {
            worth = when(
                            col("event_type").equalTo(type.getKey()),
                            type.getValue().weight())
                    .otherwise(worth);
        }
        return worth;
    }

    /** A value in decimals, whose sum does not depend on their order; null for one of more than 20 digits. */
    private static Column exact(Column value) {
        return value.try_cast(DECIMALS);
    }

    /** The distinct pairs user_id, item_id of the events of some types. */
    public static Dataset<Row> pairs(Dataset<Row> events, Collection<String> types) {
        return ofTypes(events, types).select("user_id", "item_id").distinct();
    }

    /** The items of each user in one array: user_id and the named column. */
    public static Dataset<Row> perUser(Dataset<Row> pairs, String column) {
        return pairs.groupBy("user_id").agg(collect_set("item_id").as(column));
    }

    private static Dataset<Row> ofTypes(Dataset<Row> events, Collection<String> types) {
        return events.filter(col("event_type").isInCollection(types));
    }
}
