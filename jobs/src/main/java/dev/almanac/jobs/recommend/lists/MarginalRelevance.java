package dev.almanac.jobs.recommend.lists;

import java.io.Serializable;

/**
 * Puts a pool of candidates in an order that trades score for variety: maximal marginal relevance (Carbonell, Goldstein,
 * "The use of MMR, diversity-based reranking", SIGIR 1998). The next is the one with the highest (1 - diversity) times its
 * score, scaled to 0 to 1 over the pool, less diversity times its greatest tag similarity to those before it.
 *
 * @param diversity 0 leaves the pool as it is, 1 looks at variety only
 * @param tags what makes two candidates alike
 */
public record MarginalRelevance(double diversity, ItemTags tags) implements Serializable {

    /**
     * @param pool candidates by score, best first; put in the new order in place: the earlier wins among equals
     * @param scores of all candidates, by number
     */
    void reorder(int[] pool, double[] scores) {
        if (diversity == 0 || pool.length < 2) {
            return;
        }
        double best = scores[pool[0]];
        double span = best - scores[pool[pool.length - 1]];
        var closest = new double[pool.length];
        for (int place = 0; place < pool.length; place++) {
            int next = place;
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = place; i < pool.length; i++) {
                double relevance = span == 0 ? 1 : 1 - (best - scores[pool[i]]) / span;
                double value = (1 - diversity) * relevance - diversity * closest[i];
                if (value > highest) {
                    highest = value;
                    next = i;
                }
            }
            moveTo(place, next, pool, closest);
            for (int i = place + 1; i < pool.length; i++) {
                closest[i] = Math.max(closest[i], tags.similarity(pool[place], pool[i]));
            }
        }
    }

    /** Moves one forward and the others back by one, so that those left keep their order. */
    private static void moveTo(int place, int from, int[] pool, double[] closest) {
        int candidate = pool[from];
        double similarity = closest[from];
        System.arraycopy(pool, place, pool, place + 1, from - place);
        System.arraycopy(closest, place, closest, place + 1, from - place);
        pool[place] = candidate;
        closest[place] = similarity;
    }
}
