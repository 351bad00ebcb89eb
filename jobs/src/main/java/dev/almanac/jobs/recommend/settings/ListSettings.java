package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.jobs.recommend.sources.ActiveUsers;
import java.time.Duration;
import java.util.Map;

/**
 * How lists are made.
 *
 * @param topN how long a list is; shorter only when nothing else is left to list
 * @param validFor how long after the window's end a list may be served
 * @param activeUsers who gets a list
 * @param maxCandidates how many items may be listed at once; bounds the memory of driver and executors
 * @param rules business rules by the name that the rows they touch carry
 * @param refinement what is done beyond the order of scores
 */
public record ListSettings(
        @Meaning("How long a list is; shorter only when nothing else is left to list.") @Default("10")
        int topN,

        @Meaning("How long after the window's end a list may be served.") @Default("36 hours")
        Duration validFor,

        @Meaning("Who gets a list.") @Default("registered") ActiveUsers activeUsers,

        @Meaning("How many items may be listed at once; bounds the memory of driver and executors.") @Default("1000000")
        int maxCandidates,

        @Meaning("Business rules, by the name that the rows they touch carry.") @Default("{}")
        Map<String, RuleSettings> rules,

        @Meaning("What is done to lists beyond the order of scores.") @Default("{}")
        Refinement refinement) {

    /** Nobody reads on from there, and a list is held in memory with what may fill its places. */
    private static final int LONGEST = 10_000;

    public ListSettings {
        Require.positive("top-n", topN);
        Require.that(topN <= LONGEST, "top-n", topN, "must be at most " + LONGEST);
        Require.positive("valid-for", validFor);
        Require.positive("max-candidates", maxCandidates);
        Require.that(maxCandidates < Integer.MAX_VALUE, "max-candidates", maxCandidates, "must be less");
    }
}
