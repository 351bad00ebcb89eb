package dev.almanac.jobs.recommend.lists;

import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Scorer;
import java.io.Serializable;
import java.util.Comparator;
import java.util.stream.IntStream;

/** All candidates in the one order a scorer that knows no users gives them: the fallback of every list. */
public final class FixedOrder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] order;
    private final double[] scores;

    private FixedOrder(int[] order, double[] scores) {
        this.order = order;
        this.scores = scores;
    }

    /**
     * @throws IllegalArgumentException when the scorer scores users differently, or leaves a candidate without a score
     */
    public static FixedOrder of(Scorer scorer, Candidates candidates) {
        if (scorer.users().isPresent()) {
            throw new IllegalArgumentException("A scorer that knows users has no one order of items.");
        }
        return of(scorer.over(candidates).ofEveryone(candidates.size()));
    }

    /**
     * @param scores by candidate, kept as they are
     * @throws IllegalArgumentException when one of them is NaN
     */
    public static FixedOrder of(double[] scores) {
        if (IntStream.range(0, scores.length).anyMatch(i -> Double.isNaN(scores[i]))) {
            throw new IllegalArgumentException("A fallback must score every candidate.");
        }
        var order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        return new FixedOrder(order, scores);
    }

    /** The same with the scores boosted. */
    public FixedOrder boosted(Arrangement by) {
        if (by.boosts().isEmpty()) {
            return this;
        }
        var boosted = scores.clone();
        by.boost(boosted);
        return of(boosted);
    }

    public int size() {
        return order.length;
    }

    /** The number of the candidate at a place, from 0. */
    public int at(int place) {
        return order[place];
    }

    public double score(int candidate) {
        return scores[candidate];
    }

    /** By candidate. */
    public double[] scores() {
        return scores.clone();
    }
}
