package dev.almanac.benchmarks.ml100k;

import org.apache.commons.math3.random.MersenneTwister;

/** The numbers that {@code numpy.random.seed(s); numpy.random.rand(n)} gives, so that a published split can be made again. */
final class NumpyRandom {
    private final MersenneTwister twister;

    NumpyRandom(int seed) {
        this.twister = new MersenneTwister(seed);
    }

    /** Uniform in [0, 1), from 27 and 26 bits of two draws. */
    double next() {
        int high = twister.nextInt() >>> 5;
        int low = twister.nextInt() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }
}
