package dev.almanac.jobs.samples;

import dev.almanac.common.config.Require;
import java.nio.file.Path;

/**
 * What to generate.
 *
 * @param conf the configuration folder; the domain's plan and words are in its {@code domains/<domain>/}
 * @param domain the domain's name
 * @param size how much of everything
 * @param seed the same seed gives the same bytes
 * @param out the folder to fill, on any Hadoop file system; files of the same names are replaced
 * @param withTruth whether {@code out/_truth/} also gets the planted tastes, for measuring against an oracle
 */
public record GenerateRequest(Path conf, String domain, Size size, long seed, String out, boolean withTruth) {

    /**
     * How much of everything; all counts are kept exactly, deliberately bad rows come on top.
     *
     * @param users people
     * @param items things they use, over all kinds of items
     * @param events what they do, over all activities
     */
    public record Size(long users, long items, long events) {
        private static final long LARGEST_POPULATION = 100_000_000;

        public Size {
            Require.positive("users", users);
            Require.positive("items", items);
            Require.positive("events", events);
            Require.that(users <= LARGEST_POPULATION, "users", users, "must be at most " + LARGEST_POPULATION);
            Require.that(items <= LARGEST_POPULATION, "items", items, "must be at most " + LARGEST_POPULATION);
        }
    }
}
