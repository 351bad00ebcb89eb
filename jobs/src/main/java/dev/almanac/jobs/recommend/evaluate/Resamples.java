package dev.almanac.jobs.recommend.evaluate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A bootstrap over users: the mean of every metric in many resamples, each user weighing Poisson(1) in each (Chamandy,
 * Muralidharan, Najmi, Naidu, "Estimating Uncertainty for Massive Data Streams", Google 2012).
 *
 * <p>A user's weight in a resample is a hash of seed, user and resample. So two models judged on the same users with the
 * same seed meet the same resamples, and the differences of their means are a paired bootstrap. Sums are kept in fixed
 * point (2^-36, good for 67 million users): they do not depend on how the users are partitioned.
 */
public final class Resamples implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double SCALE = 1L << 36;
    private static final double TAIL = 0.025;
    private static final List<Metric> METRICS = List.of(Metric.values());

    private final long seed;
    /** By resample, number 0 being the sample itself: the users, each as often as it weighs. */
    private final long[] weights;
    /** By metric and resample. */
    private final long[][] sums;

    private Resamples(long seed, int resamples) {
        this.seed = seed;
        this.weights = new long[resamples + 1];
        this.sums = new long[METRICS.size()][resamples + 1];
    }

    /**
     * @param users user_hash (bigint), metrics (array of double), as {@link UserMetrics} gives them
     * @param resamples how many, at least 1
     */
    public static Resamples of(Dataset<Row> users, long seed, int resamples) {
        return users.toJavaRDD()
                .treeAggregate(
                        new Resamples(seed, resamples),
                        (all, row) -> all.add(row.getLong(0), row.getList(1)),
                        Resamples::merge);
    }

    /** The users judged. */
    public long users() {
        return weights[0];
    }

    /** The mean of a metric over the users, 0 when there are none. */
    public Interval of(Metric metric) {
        return interval(means(metric));
    }

    /** How much higher the mean of a metric is than another model's, over the same users and resamples. */
    public Interval over(Resamples other, Metric metric) {
        if (seed != other.seed || users() != other.users() || weights.length != other.weights.length) {
            throw new IllegalArgumentException("Only models judged on the same users can be compared in pairs.");
        }
        var mine = means(metric);
        var theirs = other.means(metric);
        var differences = new double[mine.length];
        Arrays.setAll(differences, i -> mine[i] - theirs[i]);
        return interval(differences);
    }

    private Resamples add(long userHash, List<Double> metrics) {
        var values = new long[METRICS.size()];
        Arrays.setAll(values, i -> Math.round(metrics.get(i) * SCALE));
        for (int resample = 0; resample < weights.length; resample++) {
            int weight = resample == 0 ? 1 : poisson(mix(mix(seed + resample) ^ userHash));
            weights[resample] += weight;
            for (int metric = 0; metric < METRICS.size(); metric++) {
                sums[metric][resample] += weight * values[metric];
            }
        }
        return this;
    }

    private Resamples merge(Resamples other) {
        for (int resample = 0; resample < weights.length; resample++) {
            weights[resample] += other.weights[resample];
            for (int metric = 0; metric < METRICS.size(); metric++) {
                sums[metric][resample] += other.sums[metric][resample];
            }
        }
        return this;
    }

    private double[] means(Metric metric) {
        var means = new double[weights.length];
        var metricSums = sums[METRICS.indexOf(metric)];
        Arrays.setAll(means, i -> weights[i] == 0 ? 0 : metricSums[i] / SCALE / weights[i]);
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

    /** Poisson(1) by inversion: the number of probabilities 1/(e i!) that fit below a uniform number. */
    private static int poisson(long bits) {
        double left = (bits >>> 11) * 0x1.0p-53;
        double probability = Math.exp(-1);
        int value = 0;
        while (left >= probability && value < 20) {
            left -= probability;
            value++;
            probability /= value;
        }
        return value;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long mix(long z) {
        long mixed = z + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
