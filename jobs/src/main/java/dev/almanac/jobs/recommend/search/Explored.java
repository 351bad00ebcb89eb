package dev.almanac.jobs.recommend.search;

import dev.almanac.jobs.recommend.als.ExplicitAls;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.content.ContentSimilarity;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.neighbours.ItemNeighbours;
import dev.almanac.jobs.recommend.popularity.DecayedPopularity;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The algorithms whose settings are searched, and the ranges they are drawn from. Good settings differ by orders of magnitude
 * between data sets, so most are drawn on a logarithmic scale.
 */
public enum Explored {
    IMPLICIT_ALS {
        @Override
        public Recommender draw(RandomGenerator random) {
            return new ImplicitAls(
                    whole(random, 16, 256),
                    whole(random, 5, 20),
                    logarithmic(random, 0.3, 100),
                    logarithmic(random, 0.01, 30),
                    BLOCKS);
        }
    },
    EXPLICIT_ALS {
        @Override
        public Recommender draw(RandomGenerator random) {
            return new ExplicitAls(whole(random, 16, 256), whole(random, 5, 20), logarithmic(random, 0.01, 30), BLOCKS);
        }
    },
    ITEM_NEIGHBOURS {
        @Override
        public Recommender draw(RandomGenerator random) {
            return new ItemNeighbours(rounded(random.nextDouble()), whole(random, 10, 200), HISTORY);
        }
    },
    CONTENT_SIMILARITY {
        @Override
        public Recommender draw(RandomGenerator random) {
            return new ContentSimilarity(1 + random.nextInt(5), whole(random, 1, 10), whole(random, 20, 500));
        }
    },
    DECAYED_POPULARITY {
        @Override
        public Recommender draw(RandomGenerator random) {
            return new DecayedPopularity(Duration.ofHours(whole(random, 12, 24 * 90)));
        }
    };

    private static final int BLOCKS = 4;
    private static final int HISTORY = 200;
    private static final double DIGITS = 1e4;

    /** A recipe drawn from the ranges. */
    public abstract Recommender draw(RandomGenerator random);

    private static double logarithmic(RandomGenerator random, double lowest, double highest) {
        return rounded(lowest * Math.pow(highest / lowest, random.nextDouble()));
    }

    private static int whole(RandomGenerator random, int lowest, int highest) {
        return (int) Math.round(logarithmic(random, lowest, highest));
    }

    /** Four digits after the point are enough, and read better. */
    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
