package dev.almanac.jobs.recommend.serving;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.almanac.jobs.recommend.settings.EventWeight;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reasons that name an item of the user's own. */
final class Because {
    private Because() {}

    /**
     * What each user used that is most like what they are listed.
     *
     * @param listed user_id, item_id of places that a personal model gave
     * @param interactions user_id, item_id, event_type: what users used
     * @param similar item_id, similar_item_id, score
     * @param items item_id, title
     * @param phrases how each event type is said
     * @return user_id, item_id, because: such as {@code Because you completed Second steps.}; no row where nothing the user
     *     used is like it
     */
    static Dataset<Row> of(
            Dataset<Row> listed,
            Dataset<Row> interactions,
            Dataset<Row> similar,
            Dataset<Row> items,
            Map<String, EventWeight> phrases) {
        var used = interactions.select(col("user_id"), col("item_id").as("own"), col("event_type"));
        var alike =
                similar.select(col("item_id").as("own"), col("similar_item_id").as("item_id"), col("score"));
        var titles = items.select(
                col("item_id").as("own"), coalesce(col("title"), col("item_id")).as("title"));
        return listed.select("user_id", "item_id")
                .join(used, "user_id")
                .join(alike, new String[] {"own", "item_id"})
                .groupBy("user_id", "item_id")
                .agg(max_by(struct("own", "event_type"), struct("score", "own")).as("closest"))
                .select(col("user_id"), col("item_id"), col("closest.own"), col("closest.event_type"))
                .join(titles, "own")
                .select(
                        col("user_id"),
                        col("item_id"),
                        concat(lit("Because you "), said(phrases), lit(" "), col("title"), lit("."))
                                .as("because"));
    }

    private static Column said(Map<String, EventWeight> phrases) {
        Column said = col("event_type");
        for (var type : new TreeMap<>(phrases).entrySet()) {
            var phrase = type.getValue().phrase(type.getKey());
            said = when(col("event_type").equalTo(type.getKey()), phrase).otherwise(said);
        }
        return said;
    }
}
