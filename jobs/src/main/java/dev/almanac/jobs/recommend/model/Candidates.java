package dev.almanac.jobs.recommend.model;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The items that may be listed, numbered from 0 in the order of their ids, so that the lower number wins a tie. Held on
 * the driver and on every executor: about 150 bytes per candidate, which is why their number has a limit.
 */
public final class Candidates implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[] ids;
    private transient Map<String, Integer> numbers;

    private Candidates(String[] ids) {
        this.ids = ids;
    }

    /**
     * The distinct items of {@code items} (column {@code item_id}).
     *
     * @throws AlmanacException of kind CONFIG when there are more than {@code limit}
     */
    public static Candidates of(Dataset<Row> items, int limit) {
        var ids = items.select("item_id")
                .distinct()
                .orderBy("item_id")
                .limit(limit + 1)
                .as(Encoders.STRING())
                .collectAsList();
        if (ids.size() > limit) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "hold the candidate items in memory",
                    "there are more than max-candidates = " + limit,
                    "Raise lists.max-candidates if drivers and executors have the memory (150 bytes each, and four for"
                            + " every factor of the model), or let items expire with available_until");
        }
        return new Candidates(ids.toArray(String[]::new));
    }

    /** The items (columns available_from, available_until) that may be listed at a moment. */
    public static Dataset<Row> availableAt(Dataset<Row> items, Instant moment) {
        var now = lit(moment);
        var hasBegun = col("available_from").isNull().or(col("available_from").leq(now));
        var hasNotEnded =
                col("available_until").isNull().or(col("available_until").gt(now));
        return items.filter(hasBegun.and(hasNotEnded));
    }

    public int size() {
        return ids.length;
    }

    public String id(int number) {
        return ids[number];
    }

    /** The number of an item, or -1 when it is no candidate. */
    public int number(String itemId) {
        return numbers().getOrDefault(itemId, -1);
    }

    private synchronized Map<String, Integer> numbers() {
        if (numbers == null) {
            numbers = new HashMap<>(ids.length * 2);
            for (int i = 0; i < ids.length; i++) {
                numbers.put(ids[i], i);
            }
        }
        return numbers;
    }
}
