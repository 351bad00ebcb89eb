package dev.almanac.jobs.recommend.split;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A way to keep some events from training, to be found by models. Whatever the way: no pair of user and item is in both
 * parts, every pair is in one of them, and the same events in another order or partitioning are split alike.
 */
public sealed interface Splitter permits TimeSplit, LastN, StratifiedRandom {

    /** @param events user_id, item_id, event_time and any others; read more than once */
    Split split(Dataset<Row> events);

    /**
     * @param train events, with all their columns
     * @param test user_id, item_id: distinct pairs that are not in training
     */
    record Split(Dataset<Row> train, Dataset<Row> test) {

        /** Tests some pairs, and trains on all events of the others. */
        static Split holdingOut(Dataset<Row> test, Dataset<Row> events) {
            return new Split(events.join(test, new String[] {"user_id", "item_id"}, "left_anti"), test);
        }
    }
}
