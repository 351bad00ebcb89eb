package dev.almanac.jobs.recommend.explain;

import java.util.Optional;

/**
 * What keeps an item out of a list.
 *
 * @param rule the business rule, where one does
 * @param sentence the same for people, with the figures
 */
public record Removal(Cause cause, Optional<String> rule, String sentence) {

    /** The kinds of removal, in the order in which lists are made. */
    public enum Cause {
        UNKNOWN_ITEM,
        NOT_YET_AVAILABLE,
        NO_LONGER_AVAILABLE,
        EXCLUDED,
        SEEN,
        ONESELF,
        SETTINGS_CHANGED,
        PINS,
        BOOST,
        QUOTA,
        DIVERSITY,
        RULES_TOGETHER,
        BELOW_END
    }

    static Removal of(Cause cause, String sentence) {
        return new Removal(cause, Optional.empty(), sentence);
    }

    static Removal by(String rule, Cause cause, String sentence) {
        return new Removal(cause, Optional.of(rule), sentence);
    }
}
