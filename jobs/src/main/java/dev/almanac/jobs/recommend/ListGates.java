package dev.almanac.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.almanac.common.job.Gate;
import dev.almanac.jobs.tables.RecommendationTables;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What must hold of the lists before they are published. */
final class ListGates {
    private static final String BUG = ". This is a fault of the job and not of the data: report it with the run's log.";

    private ListGates() {}

    /** @param expected recommender, user_id of every list there must be */
    static Gate nobodyMissing(Dataset<Row> expected) {
        return new Gate("every-active-user-has-a-list", staged -> {
            var listed = staged(staged).select("recommender", "user_id").distinct();
            long missing = expected.join(listed, new String[] {"recommender", "user_id"}, "left_anti")
                    .count();
            return objection(missing, "active users have no list");
        });
    }

    /** Ranks run from 1 without a gap, and no item stands twice in a list. */
    static Gate listsAreLists() {
        return new Gate("ranks-from-1-and-no-item-twice", staged -> {
            long broken = staged(staged)
                    .groupBy("recommender", "user_id")
                    .agg(
                            count(lit(1)).as("places"),
                            min("rank").as("first"),
                            max("rank").as("last"),
                            count_distinct(col("rank")).as("ranks"),
                            count_distinct(col("item_id")).as("items"))
                    .filter("first <> 1 OR last <> places OR ranks <> places OR items <> places")
                    .count();
            return objection(broken, "lists have gaps in their ranks or an item twice");
        });
    }

    private static Dataset<Row> staged(Gate.Staged staged) {
        return staged.rows(RecommendationTables.RECOMMENDATIONS)
                .orElseThrow(() -> new IllegalStateException("Every run stages the lists."));
    }

    private static Optional<String> objection(long count, String what) {
        return count == 0 ? Optional.empty() : Optional.of(count + " " + what + BUG);
    }
}
