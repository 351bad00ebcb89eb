package dev.almanac.jobs.recommend.explain;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * One place of a published list.
 *
 * @param rank from 1
 * @param score the model's
 * @param strategy the algorithm that listed it, or {@code "rule"}
 * @param reason in words for the user
 * @param rules that touched the row
 */
public record ListedItem(int rank, String itemId, double score, String strategy, String reason, List<String> rules) {

    /** @param row of {@code recommendations_v1} */
    static ListedItem of(Row row) {
        return new ListedItem(
                row.<Integer>getAs("rank"),
                row.getAs("item_id"),
                row.<Double>getAs("score"),
                row.getAs("strategy"),
                row.getAs("reason"),
                List.copyOf(row.getList(row.fieldIndex("rules"))));
    }
}
