package dev.almanac.jobs.recommend.evaluate;

import java.io.Serializable;
import java.util.Arrays;

/** How often each candidate is listed, over all lists. Memory: eight bytes per candidate and cut-off. */
final class Exposure implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Exam.Scale scale;
    private final int candidates;
    /** By cut-off and candidate; none before the first list, so that an empty one is small to send. */
    private long[][] counts;

    Exposure(Exam.Scale scale, int candidates) {
        this.scale = scale;
        this.candidates = candidates;
    }

    /** Adds one list, in place. */
    void add(RankedList list) {
        var all = counts();
        for (int cutoff = 0; cutoff < all.length; cutoff++) {
            int size = list.size(scale.cutoffs().get(cutoff));
            for (int place = 0; place < size; place++) {
                all[cutoff][list.item(place)]++;
            }
        }
    }

    /** Adds other lists, in place. */
    void merge(Exposure other) {
        if (other.counts == null) {
            return;
        }
        var all = counts();
        for (int cutoff = 0; cutoff < all.length; cutoff++) {
            for (int candidate = 0; candidate < candidates; candidate++) {
                all[cutoff][candidate] += other.counts[cutoff][candidate];
            }
        }
    }

    /**
     * The share of the candidates that stand in the first k places of some list, 0 without candidates. Ge,
     * Delgado-Battenfeld, Jannach, "Beyond accuracy", RecSys 2010: catalogue coverage.
     */
    double coverage(int k) {
        long listed = Arrays.stream(counts()[scale.place(k)])
                .filter(count -> count > 0)
                .count();
        return candidates == 0 ? 0 : (double) listed / candidates;
    }

    /** The highest coverage that so many lists of k places can have. */
    double highestCoverage(long lists, int k) {
        return candidates == 0 ? 0 : Math.min(1, (double) lists * k / candidates);
    }

    /** The inequality of the places among the first k that candidates get, as {@link #giniOf} defines it. */
    double gini(int k) {
        return giniOf(counts()[scale.place(k)]);
    }

    /**
     * Gini's coefficient: sum of (2i - n - 1) x(i), divided by n times the sum of x(i), where x(1) to x(n) are the counts
     * of all n candidates, the lowest first, also those that are nought. 0 when all are equal (also when all are nought),
     * (n - 1)/n when one has everything. Gini, "Variabilità e mutabilità", 1912; Shani and Gunawardana, "Evaluating
     * Recommendation Systems", Recommender Systems Handbook, 2011, divide by n - 1 instead of n.
     */
    static double giniOf(long... counts) {
        var sorted = counts.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double weighted = 0;
        double sum = 0;
        for (int i = 1; i <= n; i++) {
            weighted += (2.0 * i - n - 1) * sorted[i - 1];
            sum += sorted[i - 1];
        }
        return sum == 0 ? 0 : weighted / (n * sum);
    }

    private long[][] counts() {
        if (counts == null) {
            counts = new long[scale.cutoffs().size()][candidates];
        }
        return counts;
    }
}
