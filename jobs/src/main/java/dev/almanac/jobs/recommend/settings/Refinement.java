package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import java.util.Optional;

/**
 * What is done to lists beyond the order of scores.
 *
 * @param diversity how much variety counts against score, from 0 to 1
 * @param coldBy the attribute of users whose value says what is popular with the likes of a cold user
 */
public record Refinement(
        @Meaning(
                "How much variety of tags counts against score, from 0 (not at all) to 1 (maximal marginal relevance).")
        @Default("0")
        double diversity,

        @Meaning(
                "The attribute of users by which a cold user gets what is popular with users alike; with everyone, if absent.")
        Optional<String> coldBy) {
    public Refinement {
        Require.share("diversity", diversity);
    }
}
