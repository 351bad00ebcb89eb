package dev.almanac.jobs.recommend.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.map_keys;

import dev.almanac.common.config.Nearest;
import dev.almanac.jobs.recommend.settings.RecommenderSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/**
 * The names that a recommender's data has and its settings use. One that only the settings have is mostly misspelt; it may
 * also not have come yet, so it is no error.
 *
 * @param eventTypes of the events before the window's end
 * @param attributes of users
 */
public record Vocabulary(Set<String> eventTypes, Set<String> attributes) {
    /** Types and attributes are few; what has more is something else, of which a part says as much. */
    private static final int MOST = 1000;

    public static Vocabulary of(Subject subject) {
        var sources = subject.sources();
        var attributes = sources.users().select(explode(map_keys(col("attributes"))));
        return new Vocabulary(
                names(sources.events().select("event_type").as(Encoders.STRING())),
                names(attributes.as(Encoders.STRING())));
    }

    private static Set<String> names(Dataset<String> names) {
        return new TreeSet<>(names.distinct().limit(MOST).collectAsList());
    }

    /**
     * What the settings name in vain; of data that is not there yet nothing is expected.
     *
     * @param segments the users' attributes by which figures are reported
     */
    public List<String> missing(RecommenderSettings settings, List<String> segments) {
        var all = new ArrayList<String>();
        all.addAll(missing(
                "no event has the type",
                "event-weights",
                settings.eventWeights().keySet(),
                eventTypes));
        var seen = settings.seenEventTypes().orElse(List.of());
        all.addAll(missing("no event has the type", "seen-event-types", seen, eventTypes));
        all.addAll(missing("no user has the attribute", "evaluation.segments", segments, attributes));
        var coldBy = settings.lists().refinement().coldBy().stream().toList();
        all.addAll(missing("no user has the attribute", "lists.refinement.cold-by", coldBy, attributes));
        return all;
    }

    private static List<String> missing(String problem, String key, Collection<String> named, Set<String> known) {
        return named.stream()
                .filter(name -> !known.isEmpty() && !known.contains(name))
                .sorted()
                .map(name -> "%s %s, which %s names%s".formatted(problem, name, key, Nearest.hint(name, known)))
                .toList();
    }
}
