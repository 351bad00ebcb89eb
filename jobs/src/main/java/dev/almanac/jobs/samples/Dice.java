package dev.almanac.jobs.samples;

import java.util.Arrays;

/**
 * Random numbers that depend on nothing but a seed, a purpose and a key, so that a row is the same on any machine and
 * in any partition. SplitMix64 (Steele, Lea and Flood, 2014) with strict floating point: no result depends on the
 * Java version or the processor.
 */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    Dice(long seed, String purpose, long key) {
        state = mix(mix(mix(seed) + GOLDEN * purpose.hashCode()) + GOLDEN * key);
    }

    /** Uniform in [0, 1). */
    double share() {
        state += GOLDEN;
        return (mix(state) >>> 11) * UNIT;
    }

    /** Whether something of this probability happens. */
    boolean happens(double probability) {
        return share() < probability;
    }

    /** Uniform in [from, to), or {@code from} if the range is empty. */
    long between(long from, long to) {
        return to <= from ? from : from + (long) (share() * (to - from));
    }

    /** From the standard normal distribution (Box and Muller). */
    double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - share())) * StrictMath.cos(2 * StrictMath.PI * share());
    }

    /** From an exponential distribution. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - share());
    }

    /** The index drawn with the probabilities whose running sums are given. */
    int from(double[] runningSums) {
        double target = share() * runningSums[runningSums.length - 1];
        int found = Arrays.binarySearch(runningSums, target);
        return Math.min(found >= 0 ? found + 1 : -found - 1, runningSums.length - 1);
    }

    /** Running sums of weights, as {@link #from} takes them. */
    static double[] runningSums(double[] weights) {
        double[] sums = weights.clone();
        Arrays.parallelPrefix(sums, Double::sum);
        return sums;
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
