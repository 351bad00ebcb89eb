package dev.almanac.jobs.recommend.sources;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a recommender may look at.
 *
 * @param users the table of users
 * @param items what can be recommended, with the columns of {@code CleanTables.ITEMS}
 * @param events the events before the window's end
 * @param tombstones what the sources deleted
 */
public record Sources(Dataset<Row> users, Dataset<Row> items, Dataset<Row> events, Dataset<Row> tombstones) {}
