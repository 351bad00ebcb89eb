package dev.almanac.jobs.recommend.evaluate;

import java.util.List;
import java.util.Set;

/**
 * How well a ranked list finds the relevant items of one user; relevance is binary.
 *
 * <p>Notation: {@code rel(i)} is 1 when the item at place i (from 1) is relevant, else 0; R is the number of relevant
 * items, at least 1; sums go over the first k places. A list shorter than k misses at the places it lacks. All lie
 * between 0 and 1.
 */
public enum Metric implements Measure {
    /**
     * Sum of rel(i) / log2(i + 1), divided by the same sum for a list with the min(k, R) relevant items first. Järvelin,
     * Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 20(4), 2002.
     */
    NDCG {
        @Override
        double of(boolean[] hits, int relevant) {
            double gain = 0;
            double ideal = 0;
            for (int i = 0; i < hits.length; i++) {
                double discounted = 1 / (Math.log(i + 2) / Math.log(2));
                gain += hits[i] ? discounted : 0;
                ideal += i < relevant ? discounted : 0;
            }
            return gain / ideal;
        }
    },
    /** Sum of rel(i), divided by R. Manning, Raghavan, Schütze, "Introduction to Information Retrieval", 8.3. */
    RECALL {
        @Override
        double of(boolean[] hits, int relevant) {
            return (double) count(hits) / relevant;
        }
    },
    /** Sum of rel(i), divided by k, also when fewer than k items are relevant or listed. Ibid., 8.4. */
    PRECISION {
        @Override
        double of(boolean[] hits, int relevant) {
            return (double) count(hits) / hits.length;
        }
    },
    /** Sum of rel(i) times the precision of the first i places, divided by R. Ibid., 8.4. */
    MAP_OVER_RELEVANT {
        @Override
        double of(boolean[] hits, int relevant) {
            return precisionAtHits(hits) / relevant;
        }
    },
    /** The same sum divided by min(k, R), so that a perfect list of k reaches 1. */
    MAP_OVER_REACHABLE {
        @Override
        double of(boolean[] hits, int relevant) {
            return precisionAtHits(hits) / Math.min(hits.length, relevant);
        }
    },
    /**
     * 1/i for the first place i with rel(i) = 1, 0 when there is none; its mean is known as MRR. Voorhees, "The TREC-8
     * Question Answering Track Report", 1999.
     */
    RECIPROCAL_RANK {
        @Override
        double of(boolean[] hits, int relevant) {
            for (int i = 0; i < hits.length; i++) {
                if (hits[i]) {
                    return 1.0 / (i + 1);
                }
            }
            return 0;
        }
    },
    /**
     * 1 when some rel(i) is 1, else 0. Deshpande, Karypis, "Item-Based Top-N Recommendation Algorithms", TOIS 22(1), 2004,
     * where R is always 1.
     */
    HIT_RATE {
        @Override
        double of(boolean[] hits, int relevant) {
            return count(hits) > 0 ? 1 : 0;
        }
    };

    /** @param hits rel(1) to rel(k) */
    abstract double of(boolean[] hits, int relevant);

    @Override
    public double of(RankedList list, int k) {
        return of(list.hits(k), list.relevant());
    }

    /**
     * The metric of one list.
     *
     * @param ranked items, best first; no item twice
     * @param relevant not empty
     * @param k how many places count
     */
    public double of(List<String> ranked, Set<String> relevant, int k) {
        return of(hits(ranked, relevant, k), relevant.size());
    }

    static boolean[] hits(List<String> ranked, Set<String> relevant, int k) {
        var hits = new boolean[k];
        for (int i = 0; i < Math.min(k, ranked.size()); i++) {
            hits[i] = relevant.contains(ranked.get(i));
        }
        return hits;
    }

    private static int count(boolean[] hits) {
        int count = 0;
        for (boolean hit : hits) {
            count += hit ? 1 : 0;
        }
        return count;
    }

    private static double precisionAtHits(boolean[] hits) {
        double sum = 0;
        int found = 0;
        for (int i = 0; i < hits.length; i++) {
            if (hits[i]) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        return sum;
    }
}
