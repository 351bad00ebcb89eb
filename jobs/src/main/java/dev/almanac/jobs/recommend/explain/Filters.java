package dev.almanac.jobs.recommend.explain;

import static org.apache.spark.sql.functions.col;

import dev.almanac.jobs.recommend.explain.Removal.Cause;
import dev.almanac.jobs.recommend.rules.HouseRules;
import dev.almanac.jobs.recommend.training.Subject;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What takes items out of a user's lists before anything is ranked.
 *
 * @param subject sees the events of the one user only
 * @param rules of the recommender
 * @param seen items that are not to be listed to the user
 */
record Filters(Subject subject, HouseRules rules, List<String> seen) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** Every filter that takes an item out: taking back one of them is not enough. */
    List<Removal> of(String itemId) {
        var item = subject.sources().items().filter(col("item_id").equalTo(itemId));
        var row = item.takeAsList(1);
        if (row.isEmpty()) {
            return List.of(Removal.of(Cause.UNKNOWN_ITEM, "There was no such item on %s.".formatted(moment(end()))));
        }
        var removals = new ArrayList<Removal>();
        addUnavailable(row.get(0), removals);
        addExcluded(item, removals);
        addSeen(itemId, removals);
        return removals;
    }

    private void addUnavailable(Row item, List<Removal> removals) {
        Timestamp from = item.getAs("available_from");
        if (from != null && from.toInstant().isAfter(end())) {
            var sentence = "It is available from %s on.".formatted(moment(from.toInstant()));
            removals.add(Removal.of(Cause.NOT_YET_AVAILABLE, sentence));
        }
        Timestamp until = item.getAs("available_until");
        if (until != null && !until.toInstant().isAfter(end())) {
            var sentence = "It was available until %s.".formatted(moment(until.toInstant()));
            removals.add(Removal.of(Cause.NO_LONGER_AVAILABLE, sentence));
        }
    }

    private void addExcluded(Dataset<Row> item, List<Removal> removals) {
        for (var rule : rules.excluding(item)) {
            var sql = subject.settings().lists().rules().get(rule).sql();
            var sentence = "Rule %s excludes it: %s.".formatted(rule, sql);
            removals.add(Removal.by(rule, Cause.EXCLUDED, sentence));
        }
    }

    private void addSeen(String itemId, List<Removal> removals) {
        if (!seen.contains(itemId)) {
            return;
        }
        var newest = subject.sources()
                .events()
                .filter(col("item_id").equalTo(itemId))
                .filter(col("event_type").isInCollection(subject.settings().seenTypes()))
                .orderBy(col("event_time").desc(), col("event_type"))
                .select("event_type", "event_time")
                .takeAsList(1);
        var removal = newest.stream()
                .map(event -> "The user has seen it: %s on %s."
                        .formatted(
                                event.getString(0), moment(event.getTimestamp(1).toInstant())))
                .map(sentence -> Removal.of(Cause.SEEN, sentence))
                .findFirst()
                .orElseGet(() -> Removal.of(Cause.ONESELF, "Nobody is told about themselves."));
        removals.add(removal);
    }

    private Instant end() {
        return subject.run().window().end();
    }

    private String moment(Instant instant) {
        return MOMENT.format(instant.atZone(subject.run().zone()));
    }
}
