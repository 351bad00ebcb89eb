package dev.almanac.jobs.recommend.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores by sparse vectors that users and candidates share: the user's state is a struct of keys (array of string) and
 * weights (array of double), a candidate's score is the sum over the user's keys of weight times the candidate's own value
 * at that key. A candidate that shares no key with the user has no score. Memory on the driver and on each executor: 12
 * bytes per candidate and key.
 */
public final class Postings implements CandidateScores {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Map<String, Posting>> byKey;

    private Postings(Broadcast<Map<String, Posting>> byKey) {
        this.byKey = byKey;
    }

    @Override
    public void fill(Row user, int state, double[] scores) {
        Arrays.fill(scores, Double.NaN);
        var vector = user.getStruct(state);
        List<String> keys = vector.getList(0);
        List<Double> weights = vector.getList(1);
        var postings = byKey.value();
        for (int i = 0; i < keys.size(); i++) {
            var posting = postings.get(keys.get(i));
            if (posting != null) {
                posting.add(weights.get(i), scores);
            }
        }
    }

    /** Nothing shared is no likeness. */
    @Override
    public double withoutScore() {
        return 0;
    }

    /** The candidates that have a key, with their values; grows as an array list does. */
    private static final class Posting implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final int FIRST = 4;

        private int[] candidates = new int[FIRST];
        private double[] values = new double[FIRST];
        private int size;

        void put(int candidate, double value) {
            if (size == candidates.length) {
                candidates = Arrays.copyOf(candidates, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            candidates[size] = candidate;
            values[size++] = value;
        }

        void add(double weight, double[] scores) {
            for (int i = 0; i < size; i++) {
                double sum = scores[candidates[i]];
                scores[candidates[i]] = (Double.isNaN(sum) ? 0 : sum) + weight * values[i];
            }
        }
    }

    /** Collects the candidates' values, in any order of the candidates; each candidate and key at most once. */
    public static final class Builder {
        private final Candidates candidates;
        private final Map<String, Posting> byKey = new HashMap<>();

        /** For these candidates; values of other items are passed over. */
        public Builder(Candidates candidates) {
            this.candidates = candidates;
        }

        /** The value of an item at a key. */
        public void put(String key, String item, double value) {
            int number = candidates.number(item);
            if (number >= 0) {
                byKey.computeIfAbsent(key, each -> new Posting()).put(number, value);
            }
        }

        /** Sends it to the executors. */
        public Postings broadcast(SparkSession spark) {
            return new Postings(
                    JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(byKey));
        }
    }
}
