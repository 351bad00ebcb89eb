package dev.almanac.jobs.samples;

import dev.almanac.jobs.samples.PokerSampleTest.Use;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/** Ranks what users had not taken before a moment and looks at what they took after it. */
final class TimeSplit {
    private static final int LIST = 10;

    private final Map<String, Set<String>> before;
    private final Map<String, Set<String>> after;
    private final Map<String, Long> popularity;

    TimeSplit(List<Use> uses, Instant cut) {
        before = itemsOf(uses, use -> use.at().isBefore(cut));
        after = itemsOf(uses, use -> !use.at().isBefore(cut));
        after.forEach((user, items) -> items.removeAll(before.getOrDefault(user, Set.of())));
        popularity = uses.stream()
                .filter(use -> use.at().isBefore(cut))
                .collect(Collectors.groupingBy(Use::item, Collectors.counting()));
    }

    double popularity(String item) {
        return popularity.getOrDefault(item, 0L);
    }

    /** Mean normalised discounted cumulative gain at 10 over users with a history and something new after it. */
    double ndcg(List<String> candidates, ToDoubleBiFunction<String, String> score) {
        return after.keySet().stream()
                .filter(user -> before.containsKey(user) && !after.get(user).isEmpty())
                .mapToDouble(user -> ndcg(user, candidates, score))
                .average()
                .orElseThrow();
    }

    private double ndcg(String user, List<String> candidates, ToDoubleBiFunction<String, String> score) {
        List<String> list = candidates.stream()
                .filter(item -> !before.get(user).contains(item))
                .sorted(Comparator.comparingDouble((String item) -> -score.applyAsDouble(user, item))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(LIST)
                .toList();
        double gain = 0;
        double best = 0;
        for (int rank = 0; rank < LIST; rank++) {
            double discounted = Math.log(2) / Math.log(rank + 2.0);
            gain += rank < list.size() && after.get(user).contains(list.get(rank)) ? discounted : 0;
            best += rank < after.get(user).size() ? discounted : 0;
        }
        return gain / best;
    }

    private static Map<String, Set<String>> itemsOf(List<Use> uses, Predicate<Use> which) {
        return uses.stream()
                .filter(which)
                .collect(Collectors.groupingBy(Use::user, Collectors.mapping(Use::item, Collectors.toSet())));
    }
}
