package dev.almanac.jobs.recommend.contest;

import java.util.Locale;

/**
 * Why a model may not serve.
 *
 * @param rule the rule it broke
 * @param why with the figures
 */
public record Objection(Rule rule, String why) {

    /** What a model must do to serve. */
    public enum Rule {
        /** Rank better than the better of the popularity baselines. */
        BEATS_BASELINE,
        /** Rank no worse than the model that serves now. */
        HOLDS_AGAINST_CHAMPION,
        /** List enough of the catalogue. */
        COVERAGE,
        /** Rank no segment of users much worse than the baseline does. */
        SEGMENTS,
        /** List enough young items. */
        YOUNG_ITEMS,
        /** Leave enough of the published lists as they were. */
        CHURN;

        /** The name in tables, lower-kebab-case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return rule.label() + ": " + why;
    }
}
