package dev.almanac.jobs.recommend.content;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sparse vectors as rows of an id, terms and weights. */
final class Vectors {
    private Vectors() {}

    /**
     * @param entries the id column, term (unique per id), weight
     * @return the id, terms (array of string, in their order), weights (array of double: scaled so that their squares add
     *     up to 1)
     */
    static Dataset<Row> ofLengthOne(Dataset<Row> entries, String id) {
        return entries.groupBy(id)
                .agg(array_sort(collect_list(struct("term", "weight"))).as("entries"))
                .selectExpr(
                        id,
                        "entries.term AS terms",
                        "entries.weight AS raw",
                        "sqrt(aggregate(entries, 0D, (sum, e) -> sum + e.weight * e.weight)) AS length")
                .selectExpr(id, "terms", "transform(raw, w -> w / length) AS weights");
    }
}
