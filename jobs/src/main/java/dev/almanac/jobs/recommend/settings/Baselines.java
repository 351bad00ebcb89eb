package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.popularity.DecayedPopularity;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.recommend.popularity.RecentPopularity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What every recipe has to beat: the better of the ways to count what is popular.
 *
 * @param decayed popularity that fades
 * @param recent popularity of the last days
 */
public record Baselines(
        @Meaning("Popularity that fades.") @Default("{}") DecayedPopularity decayed,

        @Meaning("Popularity of the last days.") @Default("{}")
        RecentPopularity recent) {
    /** The plainest of them, which also fills up lists and serves where nothing can be judged. */
    public static final String POPULARITY = "popularity";

    public static final Set<String> NAMES = Set.of(POPULARITY, "decayed-popularity", "recent-popularity");

    /** Whether a name is that of a baseline, be it configured or searched. */
    public static boolean isNameOfOne(String recipe) {
        return NAMES.contains(recipe.replaceFirst("^" + RecordedRecipe.SEARCHED, ""));
    }

    /** By name, popularity first. */
    public Map<String, Recommender> all() {
        var all = new LinkedHashMap<String, Recommender>();
        all.put(POPULARITY, new Popularity());
        all.put(decayed.algorithm(), decayed);
        all.put(recent.algorithm(), recent);
        return all;
    }
}
