package dev.almanac.jobs.recommend.content;

import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** What users read like: the mean of their items' terms. */
final class UserTerms {
    private static final double UNITS = 1L << 30;

    private UserTerms() {}

    /**
     * @param interactions user_id, item_id, weight
     * @param items item_id, terms, weights
     * @return user_id, terms (array of string, in their order), weights (array of double, of length 1 as a vector)
     */
    static Dataset<Row> of(Dataset<Row> interactions, Dataset<Row> items, int termsPerUser) {
        var itemTerms = items.select(
                        col("item_id"),
                        explode(arrays_zip(col("terms"), col("weights"))).as("entry"))
                .select(
                        col("item_id"),
                        col("entry.terms").as("term"),
                        col("entry.weights").as("weight_in_item"));
        // In whole units: the sum does not depend on the order of the rows.
        var part = round(col("weight").multiply(col("weight_in_item")).multiply(lit(UNITS)))
                .cast("long");
        var strongest = Window.partitionBy("user_id")
                .orderBy(col("weight").desc(), col("term").asc());
        var summed = interactions
                .join(itemTerms, "item_id")
                .groupBy("user_id", "term")
                .agg(sum(part).cast("double").as("weight"))
                .filter(col("weight").gt(0))
                .withColumn("place", row_number().over(strongest))
                .filter(col("place").leq(termsPerUser));
        return Vectors.ofLengthOne(summed, "user_id");
    }
}
