package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Require;
import dev.almanac.jobs.recommend.search.Explored;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * @param budget how long is searched
 * @param validationDays the events of how many days before the test window have to be found
 * @param algorithms whose settings are searched
 * @param evaluation how recipes are judged in the night; its test window is never looked at
 * @param recommenders for which recommenders
 */
public record SearchSettings(
        Budget budget,
        int validationDays,
        List<Explored> algorithms,
        EvaluationSettings evaluation,
        Map<String, RecommenderSettings> recommenders) {
    public SearchSettings {
        Require.positive("validation-days", validationDays);
        Require.that(!algorithms.isEmpty(), "algorithms", algorithms, "must name at least one");
    }

    /**
     * @param trials how many recipes are tried for each recommender
     * @param blends how many blends of the best of them are tried after that
     * @param time after how much time no further trial begins; each recommender has an equal share
     */
    public record Budget(int trials, int blends, Duration time) {
        public Budget {
            Require.positive("trials", trials);
            Require.notNegative("blends", blends);
            Require.positive("time", time);
        }
    }
}
