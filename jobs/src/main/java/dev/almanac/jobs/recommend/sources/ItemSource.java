package dev.almanac.jobs.recommend.sources;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.job.Inputs;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.TeamTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What kind of thing a recommender lists, and where it is learnt who likes which. */
public enum ItemSource {
    /** The catalogue of items, by the events with them. */
    ITEMS {
        @Override
        public Dataset<Row> items(Inputs inputs) {
            return inputs.of(CleanTables.ITEMS);
        }

        @Override
        public Dataset<Row> events(Inputs inputs) {
            return inputs.of(CleanTables.EVENTS);
        }

        @Override
        public Dataset<Row> neverListed(Dataset<Row> users) {
            return pairs(users).limit(0);
        }
    },
    /**
     * Users to other users, by the relations between them: the kind of relation is the event's type, and the users'
     * attribute {@code title} their title.
     */
    USERS {
        @Override
        public Dataset<Row> items(Inputs inputs) {
            var nothing = lit(null).cast("string");
            return inputs.of(CleanTables.USERS)
                    .select(
                            col("user_id").as("item_id"),
                            col("attributes").getItem("title").as("title"),
                            nothing.as("category"),
                            col("tags"),
                            nothing.as("text"),
                            col("attributes"),
                            col("created_at").as("available_from"),
                            lit(null).cast("timestamp").as("available_until"),
                            col("updated_at"),
                            col("source"),
                            col("run_id"));
        }

        @Override
        public Dataset<Row> events(Inputs inputs) {
            return inputs.of(TeamTables.RELATIONS)
                    .select(
                            col("user_id"),
                            col("related_user_id").as("item_id"),
                            col("relation").as("event_type"),
                            lit(null).cast("double").as("value"),
                            coalesce(col("since"), col("updated_at")).as("event_time"));
        }

        /** Nobody is told about themselves. */
        @Override
        public Dataset<Row> neverListed(Dataset<Row> users) {
            return pairs(users);
        }
    };

    /** The things, with the columns of {@link CleanTables#ITEMS}. */
    public abstract Dataset<Row> items(Inputs inputs);

    /** What users did with them: user_id, item_id, event_type, value, event_time, and more. */
    public abstract Dataset<Row> events(Inputs inputs);

    /** The pairs user_id, item_id that are not to be listed, whatever was done. */
    public abstract Dataset<Row> neverListed(Dataset<Row> users);

    private static Dataset<Row> pairs(Dataset<Row> users) {
        return users.select(col("user_id"), col("user_id").as("item_id"));
    }
}
