package dev.almanac.jobs.recommend.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.almanac.jobs.recommend.als.ExplicitAls;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.content.ContentSimilarity;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.neighbours.ItemNeighbours;
import dev.almanac.jobs.recommend.popularity.DecayedPopularity;
import dev.almanac.jobs.recommend.popularity.Newest;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.recommend.popularity.RecentPopularity;
import dev.almanac.jobs.recommend.popularity.SegmentPopularity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A recipe as tables hold it.
 *
 * @param name the recipe's name
 * @param algorithm the algorithm's name
 * @param parameters what {@link Recommender#parameters} gave
 */
public record RecordedRecipe(String name, String algorithm, Map<String, String> parameters) {
    /** How the names of searched recipes begin. */
    public static final String SEARCHED = "searched-";

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .findAndRegisterModules();
    private static final String ALGORITHM = "algorithm";
    private static final String WEIGHT = "weight";
    private static final Map<String, Class<? extends Recommender>> PLAIN = Map.of(
            "implicit-als", ImplicitAls.class,
            "explicit-als", ExplicitAls.class,
            "item-neighbours", ItemNeighbours.class,
            "content-similarity", ContentSimilarity.class,
            "popularity", Popularity.class,
            "segment-popularity", SegmentPopularity.class,
            "newest", Newest.class,
            "decayed-popularity", DecayedPopularity.class,
            "recent-popularity", RecentPopularity.class);

    /** The recipe it was made from, if this version of Almanac still has its algorithm with such settings. */
    public Optional<Recommender> known() {
        try {
            return Optional.of(recommender());
        } catch (IllegalArgumentException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private Recommender recommender() {
        if (algorithm.equals("blend")) {
            return blend();
        }
        var type = PLAIN.get(algorithm);
        if (type == null) {
            throw new IllegalArgumentException("There is no algorithm " + algorithm + ".");
        }
        return JSON.convertValue(parameters, type);
    }

    private Blend blend() {
        var parts = new TreeMap<String, Map<String, String>>();
        parameters.forEach((key, value) -> {
            int dot = key.indexOf('.');
            parts.computeIfAbsent(key.substring(0, dot), part -> new HashMap<>())
                    .put(key.substring(dot + 1), value);
        });
        return new Blend(parts.entrySet().stream()
                .map(part -> {
                    var settings = part.getValue();
                    double weight = Double.parseDouble(settings.remove(WEIGHT));
                    var recipe = new RecordedRecipe(part.getKey(), settings.remove(ALGORITHM), settings);
                    return new Blend.Ingredient(part.getKey(), recipe.recommender(), weight);
                })
                .toList());
    }
}
