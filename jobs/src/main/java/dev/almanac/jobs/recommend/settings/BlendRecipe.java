package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.model.Recommender;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A recipe made of others.
 *
 * @param parts how much each counts, by the name of a recipe of the same recommender, or of a baseline
 */
public record BlendRecipe(
        @Meaning("How much each part counts, by the name of a recipe of the same recommender, or of a baseline.")
        Map<String, Double> parts) {
    public BlendRecipe {
        Require.that(parts.size() >= 2, "parts", parts.keySet(), "must name at least two recipes");
        parts.forEach((name, weight) -> Require.that(
                weight > 0 && Double.isFinite(weight), "parts." + name, weight, "must be greater than 0 and finite"));
    }

    public List<String> names() {
        return parts.keySet().stream().sorted().toList();
    }

    public Blend of(Function<String, Recommender> recipes) {
        return new Blend(new TreeMap<>(parts)
                .entrySet().stream()
                        .map(part -> new Blend.Ingredient(part.getKey(), recipes.apply(part.getKey()), part.getValue()))
                        .toList());
    }
}
