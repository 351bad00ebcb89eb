package dev.almanac.jobs.samples;

import dev.almanac.jobs.samples.SourcePlan.Origin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was planted, as files of their own in {@code _truth/}, which no source's pattern matches: for tests that compare
 * a model with an oracle.
 */
final class Truth {
    private static final String BEFORE_ALL = "history_start - interval 1 second";

    private Truth() {}

    /**
     * The sources, by name: {@code interests} (user_id, topic, interest, level at the history's end) and one per kind
     * of item (item_id, topic, appeal, level, available_from, ends_at).
     */
    static Map<String, SourcePlan> sources(GeneratorPlan plan) {
        Map<String, SourcePlan> sources = new TreeMap<>();
        sources.put(
                "_truth/interests", source("interests", "interests", List.of("user_id", "topic", "interest", "level")));
        for (String kind : plan.items().keySet()) {
            sources.put(
                    "_truth/" + kind,
                    source(
                            "items/" + kind,
                            "items-" + kind,
                            List.of("id AS item_id", "topic", "appeal", "level", "available_from", "ends_at")));
        }
        return sources;
    }

    private static SourcePlan source(String rows, String file, List<String> columns) {
        var origin = new Origin(rows, "version = 1", List.of(), BEFORE_ALL);
        return new SourcePlan(
                origin,
                "_truth/" + file + "-" + SourcePlan.LANDED + SourcePlan.JSON_LINES,
                columns,
                List.of(),
                List.of());
    }
}
