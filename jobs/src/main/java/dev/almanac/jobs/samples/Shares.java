package dev.almanac.jobs.samples;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Splits a count over named parts by their shares, so that the parts add up to it exactly. */
final class Shares {
    private Shares() {}

    static <T> Map<String, Long> split(long total, Map<String, T> parts, ToDoubleFunction<T> share) {
        double all = parts.values().stream().mapToDouble(share).sum();
        Map<String, Long> counts = new TreeMap<>();
        long given = 0;
        double sum = 0;
        for (var part : new TreeMap<>(parts).entrySet()) {
            sum += share.applyAsDouble(part.getValue());
            long upTo = counts.size() == parts.size() - 1 ? total : Math.round(total * (sum / all));
            counts.put(part.getKey(), upTo - given);
            given = upTo;
        }
        return counts;
    }
}
