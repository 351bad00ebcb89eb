package dev.almanac.jobs.recommend.serving;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.almanac.common.job.Gate;
import dev.almanac.jobs.tables.RecommendationTables;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What must hold of the lists before they are published. A late run of an old day stages no lists, since newer ones
 * stand: then it is enough that there was something to list for somebody.
 */
public final class ListGates {
    private static final String BUG = ". This is a fault of the job and not of the data: report it with the run's log.";

    private ListGates() {}

    /**
     * Whom a recommender lists what.
     *
     * @param expected recommender, user_id of every list there must be
     * @param candidates how many items may be listed
     * @param users user_id of everyone to list them to
     */
    public record Audience(String recommender, Dataset<Row> expected, int candidates, Dataset<Row> users) {}

    /** Nothing to list, or nobody to list it to, would publish no lists in place of good ones. */
    public static Gate somethingForSomebody(List<Audience> audiences) {
        return new Gate(
                "something-to-list-for-somebody",
                staged -> audiences.stream()
                        .flatMap(audience -> emptiness(audience).stream())
                        .findFirst());
    }

    private static Optional<String> emptiness(Audience audience) {
        if (audience.candidates() == 0) {
            return Optional.of(
                    "recommender %s has no item that is available at the window's end. Look at available_from and available_until in table items, at its source, and at rules that exclude."
                            .formatted(audience.recommender()));
        }
        return !audience.users().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "recommender %s has no active user. Give the domain a source of users, or set its lists.active-users = registered-or-seen."
                                .formatted(audience.recommender()));
    }

    /** Every user who must find a list has one. */
    public static Gate nobodyMissing(List<Audience> audiences) {
        return new Gate(
                "every-active-user-has-a-list",
                staged -> staged.rows(RecommendationTables.RECOMMENDATIONS).flatMap(lists -> {
                    var listed = lists.select("recommender", "user_id").distinct();
                    var expected = audiences.stream().map(Audience::expected).reduce(Dataset::unionByName);
                    long missing = expected.orElseThrow()
                            .join(listed, new String[] {"recommender", "user_id"}, "left_anti")
                            .count();
                    return objection(missing, "active users have no list");
                }));
    }

    /** Ranks run from 1 without a gap, and no item stands twice in a list. */
    public static Gate listsAreLists() {
        return new Gate(
                "ranks-from-1-and-no-item-twice",
                staged -> staged.rows(RecommendationTables.RECOMMENDATIONS)
                        .flatMap(lists -> objection(broken(lists), "lists have gaps in their ranks or an item twice")));
    }

    private static long broken(Dataset<Row> lists) {
        return lists.groupBy("recommender", "user_id")
                .agg(
                        count(lit(1)).as("places"),
                        min("rank").as("first"),
                        max("rank").as("last"),
                        count_distinct(col("rank")).as("ranks"),
                        count_distinct(col("item_id")).as("items"))
                .filter("first <> 1 OR last <> places OR ranks <> places OR items <> places")
                .count();
    }

    private static Optional<String> objection(long count, String what) {
        return count == 0 ? Optional.empty() : Optional.of(count + " " + what + BUG);
    }
}
