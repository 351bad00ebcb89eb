package dev.almanac.jobs.recommend.contest;

import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.settings.RecommenderSettings;
import dev.almanac.jobs.recommend.settings.RecordedRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Who competes for a recommender's lists.
 *
 * @param baselines by name, popularity first
 * @param recipes by name
 * @param champion the name among the recipes of the one that serves now; absent while a baseline does
 */
public record Competitors(
        Map<String, Recommender> baselines, SortedMap<String, Recommender> recipes, Optional<String> champion) {

    /**
     * What is configured and what the search proposed (of a baseline, in its place), and the champion as it was trained, also when its settings were
     * changed since: a change is a challenger.
     *
     * @param serving the recipe that serves now, if any does
     * @param searched what the search proposed
     */
    public static Competitors of(
            RecommenderSettings settings, Optional<RecordedRecipe> serving, Iterable<RecordedRecipe> searched) {
        var recipes = settings.contenders();
        var baselines = settings.baselines().all();
        for (var recipe : searched) {
            if (baselines.containsKey(recipe.algorithm())) {
                baselines.put(recipe.algorithm(), recipe.recommender());
            } else {
                add(recipe, recipes);
            }
        }
        var champion =
                serving.filter(recipe -> !baselines.containsKey(recipe.name())).map(recipe -> add(recipe, recipes));
        return new Competitors(baselines, recipes, champion);
    }

    /** The name under which it competes: its own, or that of the same recipe, or one that is free. */
    private static String add(RecordedRecipe recorded, SortedMap<String, Recommender> recipes) {
        var recipe = recorded.recommender();
        var hash = Model.settingsHash(recipe);
        var same = recipes.entrySet().stream()
                .filter(entry -> Model.settingsHash(entry.getValue()).equals(hash))
                .map(Map.Entry::getKey)
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        var name = recorded.name();
        while (recipes.containsKey(name)) {
            name += "-before";
        }
        recipes.put(name, recipe);
        return name;
    }

    public Recommender recipe(String name) {
        return baselines.containsKey(name) ? baselines.get(name) : recipes.get(name);
    }

    /** Their names, the baselines first. */
    public List<String> names() {
        var names = new ArrayList<>(baselines.keySet());
        names.addAll(recipes.keySet());
        return names;
    }
}
