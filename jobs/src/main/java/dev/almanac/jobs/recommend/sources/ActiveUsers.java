package dev.almanac.jobs.recommend.sources;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who gets a list. */
public enum ActiveUsers {
    /** Everyone in the table of users: known to a source and not deleted by it. */
    REGISTERED {
        @Override
        public Dataset<Row> of(Sources sources) {
            return sources.users().select(col("user_id"), not(col("opted_out")).as("personal"));
        }
    },
    /** Also everyone with an event and not deleted: for sources that have no list of users. */
    REGISTERED_OR_SEEN {
        @Override
        public Dataset<Row> of(Sources sources) {
            var registered = REGISTERED.of(sources);
            var deleted = sources.tombstones().where(col("target").equalTo(CleanTables.USERS.name()));
            var others = sources.events()
                    .select("user_id")
                    .distinct()
                    .join(registered, "user_id", "left_anti")
                    .withColumn("key_hash", IngestTables.keyHash(col("user_id")))
                    .join(deleted, "key_hash", "left_anti")
                    .select("user_id");
            return registered.unionByName(others.withColumn("personal", lit(true)));
        }
    };

    /**
     * @return user_id, personal (whether the user has not opted out)
     */
    public abstract Dataset<Row> of(Sources sources);
}
