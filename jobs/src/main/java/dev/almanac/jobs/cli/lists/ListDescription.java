package dev.almanac.jobs.cli.lists;

import dev.almanac.jobs.cli.output.Grid;
import dev.almanac.jobs.recommend.explain.ListChange;
import dev.almanac.jobs.recommend.explain.ListedItem;
import dev.almanac.jobs.recommend.explain.UserList;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A user's list and what it was before, for people and for programs. */
final class ListDescription {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final List<String> HEADERS =
            List.of("rank", "before", "item", "score", "strategy", "rules", "reason");

    private ListDescription() {}

    static Map<String, Object> full(ListChange change) {
        var entry = list(change.now());
        entry.put(
                "items",
                change.now().items().stream()
                        .map(item -> {
                            var place = place(item);
                            place.put(
                                    "rank_before",
                                    change.rankBefore(item.itemId()).orElse(null));
                            return place;
                        })
                        .toList());
        entry.put("before", change.before().map(ListDescription::before).orElse(null));
        entry.put("gone", change.gone().stream().map(ListDescription::place).toList());
        return entry;
    }

    private static Map<String, Object> before(UserList list) {
        var entry = list(list);
        entry.put("items", list.items().stream().map(ListDescription::place).toList());
        return entry;
    }

    private static Map<String, Object> list(UserList list) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("recommender", list.recommender());
        entry.put("logical_date", list.logicalDate().toString());
        entry.put("valid_until", list.validUntil().toString());
        entry.put("list_id", list.listId());
        return entry;
    }

    /** A place as programs read it. */
    static Map<String, Object> place(ListedItem item) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("rank", item.rank());
        entry.put("item_id", item.itemId());
        entry.put("score", item.score());
        entry.put("strategy", item.strategy());
        entry.put("reason", item.reason());
        entry.put("rules", item.rules());
        return entry;
    }

    static String text(List<ListChange> changes, ZoneId zone) {
        return changes.stream().map(change -> text(change, zone)).collect(Collectors.joining("\n"));
    }

    private static String text(ListChange change, ZoneId zone) {
        var rows = change.now().items().stream().map(item -> row(change, item)).toList();
        var now = change.now();
        return "%s: the list of %s, valid until %s%n%n%s%n%s%n"
                .formatted(
                        now.recommender(),
                        now.logicalDate(),
                        moment(now.validUntil(), zone),
                        Grid.of(HEADERS, rows),
                        since(change));
    }

    private static List<String> row(ListChange change, ListedItem item) {
        var before = change.before().isEmpty()
                ? ""
                : change.rankBefore(item.itemId()).map(String::valueOf).orElse("new");
        return List.of(
                String.valueOf(item.rank()),
                before,
                item.itemId(),
                digits(item.score()),
                item.strategy(),
                String.join(", ", item.rules()),
                item.reason());
    }

    private static String since(ListChange change) {
        if (change.before().isEmpty()) {
            return "There is no list before it.";
        }
        var gone = change.gone().stream()
                .map(item -> "%s (was %d)".formatted(item.itemId(), item.rank()))
                .collect(Collectors.joining(", "));
        return "Gone since the list before, of %s: %s."
                .formatted(change.before().get().logicalDate(), gone.isEmpty() ? "nothing" : gone);
    }

    static String digits(double score) {
        return String.format(Locale.ROOT, "%.4f", score);
    }

    static String moment(Instant instant, ZoneId zone) {
        return MOMENT.format(instant.atZone(zone));
    }
}
