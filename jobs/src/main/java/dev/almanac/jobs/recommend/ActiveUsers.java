package dev.almanac.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who gets a list. */
public enum ActiveUsers {
    /** Everyone in the table of users: known to a source and not deleted by it. */
    REGISTERED {
        @Override
        Dataset<Row> of(Dataset<Row> users, Dataset<Row> events) {
            return users.select(col("user_id"), not(col("opted_out")).as("personal"));
        }
    },
    /** Also everyone with an event: for sources that have no list of users. */
    REGISTERED_OR_SEEN {
        @Override
        Dataset<Row> of(Dataset<Row> users, Dataset<Row> events) {
            var registered = REGISTERED.of(users, events);
            var others = events.select("user_id").distinct().join(registered, "user_id", "left_anti");
            return registered.unionByName(others.withColumn("personal", lit(true)));
        }
    };

    /**
     * @param users the table of users
     * @param events the events before the window's end
     * @return user_id, personal (whether the user has not opted out)
     */
    abstract Dataset<Row> of(Dataset<Row> users, Dataset<Row> events);
}
