package dev.almanac.jobs.recommend;

import dev.almanac.common.job.Inputs;
import dev.almanac.jobs.tables.CleanTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where the things a recommender lists come from. */
public enum ItemSource {
    /** The catalogue of items. */
    ITEMS {
        @Override
        Dataset<Row> of(Inputs inputs) {
            return inputs.of(CleanTables.ITEMS);
        }
    };

    /** The things, with the columns of {@link CleanTables#ITEMS}. */
    abstract Dataset<Row> of(Inputs inputs);
}
