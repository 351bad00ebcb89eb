package dev.almanac.jobs.recommend.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.jobs.tables.RecommendationTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The list a user gets of one recommender.
 *
 * @param logicalDate the day it was made for
 * @param validUntil when something newer should be served
 * @param listId its name
 * @param items best first, never none
 */
public record UserList(
        String recommender, LocalDate logicalDate, Instant validUntil, String listId, List<ListedItem> items) {
    public UserList {
        items = List.copyOf(items);
    }

    /**
     * A user's lists, by recommender.
     *
     * @param recommendations {@code recommendations_v1} at one version
     */
    public static List<UserList> of(Dataset<Row> recommendations, String userId) {
        var rows = recommendations
                .filter(col("user_bucket").equalTo(RecommendationTables.userBucket(lit(userId))))
                .filter(col("user_id").equalTo(userId))
                .orderBy("recommender", "rank")
                .collectAsList();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.<String>getAs("recommender"), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(UserList::of)
                .toList();
    }

    private static UserList of(List<Row> rows) {
        var first = rows.get(0);
        return new UserList(
                first.getAs("recommender"),
                first.<Date>getAs("logical_date").toLocalDate(),
                rows.stream()
                        .map(row -> row.<Timestamp>getAs("valid_until").toInstant())
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                first.getAs("list_id"),
                rows.stream().map(ListedItem::of).toList());
    }

    /** An item's place, if it has one. */
    public Optional<ListedItem> item(String itemId) {
        return items.stream().filter(item -> item.itemId().equals(itemId)).findFirst();
    }

    /** The items of this list that another has not, in their order. */
    public List<ListedItem> notIn(UserList other) {
        return items.stream()
                .filter(item -> other.item(item.itemId()).isEmpty())
                .toList();
    }
}
