package dev.almanac.jobs.recommend.training;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The groups of users by which figures are reported, named {@code attribute:value}. */
public final class Segments {
    /** How much a user did before the test, in events. */
    public static final String ACTIVITY = "activity";

    private static final long LIGHT_FROM = 5;
    private static final long HEAVY_FROM = 20;

    private Segments() {}

    /**
     * @param interactions user_id, events
     * @param users with the columns of {@code CleanTables.USERS}
     * @param attributes the users' attributes that make segments
     * @return user_id (of everyone with an interaction), segments (array of string): activity:new (fewer than 5 events),
     *     activity:light (fewer than 20) or activity:heavy, and one for each attribute that the user has
     */
    public static Dataset<Row> of(Dataset<Row> interactions, Dataset<Row> users, List<String> attributes) {
        var events = sum("events");
        var activity = when(events.lt(LIGHT_FROM), "new")
                .when(events.lt(HEAVY_FROM), "light")
                .otherwise("heavy");
        var segments = new ArrayList<Column>(List.of(concat(lit(ACTIVITY + ":"), col(ACTIVITY))));
        for (var attribute : attributes) {
            // null where the user has no such attribute
            segments.add(concat(lit(attribute + ":"), col("attributes").getItem(attribute)));
        }
        return interactions
                .groupBy("user_id")
                .agg(activity.as(ACTIVITY))
                .join(users.select("user_id", "attributes"), Interactions.user(), "left")
                .select(
                        col("user_id"),
                        array_compact(array(segments.toArray(Column[]::new))).as("segments"));
    }
}
