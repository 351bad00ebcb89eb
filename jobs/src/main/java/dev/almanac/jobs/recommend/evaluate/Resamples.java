package dev.almanac.jobs.recommend.evaluate;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A bootstrap over users: the mean of every figure in many resamples, each user weighing Poisson(1) in each (Chamandy,
 * Muralidharan, Najmi, Naidu, "Estimating Uncertainty for Massive Data Streams", Google 2012).
 *
 * <p>A user's weight in a resample is a hash of seed, user and resample. So two models judged on the same users with the
 * same seed meet the same resamples, and the differences of their means are a paired bootstrap. Sums are kept in fixed
 * point (2^-32, good for 67 million users with figures up to 32): they do not depend on how the users are partitioned.
 * Memory: eight bytes per figure and resample.
 */
final class Resamples implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double SCALE = 1L << 32;
    private static final double TAIL = 0.025;
    /** The chance of a weight above it is less than the finest step of the uniform number. */
    private static final int HEAVIEST = 17;

    private static final double[] CUMULATIVE = cumulative();

    private final long seed;
    private final int figures;
    /** By resample, number 0 being the sample itself: the users, each as often as it weighs. */
    private final long[] weights;
    /** By resample and figure. */
    private final long[] sums;

    /**
     * @param resamples how many, at least 1
     * @param figures how many every user has
     */
    Resamples(long seed, int resamples, int figures) {
        this.seed = seed;
        this.figures = figures;
        this.weights = new long[resamples + 1];
        this.sums = new long[(resamples + 1) * figures];
    }

    /** One user's part in every resample, worked out once for all segments. */
    static final class Draw {
        private final int[] weights;
        /** The figures in fixed point, as many times as the user may weigh. */
        private final long[][] multiples;

        private Draw(int[] weights, long[][] multiples) {
            this.weights = weights;
            this.multiples = multiples;
        }

        static Draw of(long userHash, double[] figures, long seed, int resamples) {
            var weights = new int[resamples + 1];
            weights[0] = 1;
            int heaviest = 1;
            for (int resample = 1; resample <= resamples; resample++) {
                weights[resample] = poisson(mix(mix(seed + resample) ^ userHash));
                heaviest = Math.max(heaviest, weights[resample]);
            }
            var multiples = new long[heaviest + 1][figures.length];
            for (int weight = 1; weight <= heaviest; weight++) {
                for (int figure = 0; figure < figures.length; figure++) {
                    multiples[weight][figure] = weight * Math.round(figures[figure] * SCALE);
                }
            }
            return new Draw(weights, multiples);
        }
    }

    /** Adds one user, in place. */
    void add(long userHash, double[] userFigures) {
        add(Draw.of(userHash, userFigures, seed, weights.length - 1));
    }

    /** Adds one user, in place, as drawn with the same seed. */
    void add(Draw user) {
        for (int resample = 0; resample < weights.length; resample++) {
            int weight = user.weights[resample];
            if (weight > 0) {
                weights[resample] += weight;
                var values = user.multiples[weight];
                int begin = resample * figures;
                for (int figure = 0; figure < figures; figure++) {
                    sums[begin + figure] += values[figure];
                }
            }
        }
    }

    /** Adds other users, in place. */
    Resamples merge(Resamples other) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] += other.weights[i];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        return this;
    }

    /** How many were added. */
    long users() {
        return weights[0];
    }

    /** The mean of a figure over the users, 0 when there are none. */
    Interval of(int figure) {
        return interval(means(figure));
    }

    /**
     * How much higher the mean of a figure is than another's, over the same users and resamples.
     *
     * @throws IllegalArgumentException when the users are others
     */
    Interval over(Resamples other, int figure) {
        // The weights come from the users' hashes: where they agree in every resample, so do the users.
        if (seed != other.seed || figures != other.figures || !Arrays.equals(weights, other.weights)) {
            throw new IllegalArgumentException("Only models judged on the same users can be compared in pairs.");
        }
        var mine = means(figure);
        var theirs = other.means(figure);
        var differences = new double[mine.length];
        Arrays.setAll(differences, i -> mine[i] - theirs[i]);
        return interval(differences);
    }

    private double[] means(int figure) {
        var means = new double[weights.length];
        Arrays.setAll(means, i -> weights[i] == 0 ? 0 : sums[i * figures + figure] / SCALE / weights[i]);
        return means;
    }

    private static Interval interval(double[] means) {
        var sorted = Arrays.copyOfRange(means, 1, means.length);
        Arrays.sort(sorted);
        return new Interval(means[0], quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    /** Linear between order statistics (Hyndman and Fan's type 7). */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Poisson(1) by inversion: how many of its cumulative probabilities a uniform number reaches. */
    private static int poisson(long bits) {
        double uniform = (bits >>> 11) * 0x1.0p-53;
        int value = 0;
        while (value < CUMULATIVE.length && uniform >= CUMULATIVE[value]) {
            value++;
        }
        return value;
    }

    private static double[] cumulative() {
        var sums = new double[HEAVIEST];
        double probability = Math.exp(-1);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = probability + (i == 0 ? 0 : sums[i - 1]);
            probability /= i + 1;
        }
        return sums;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long mix(long z) {
        long mixed = z + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
