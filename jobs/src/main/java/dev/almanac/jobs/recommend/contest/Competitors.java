package dev.almanac.jobs.recommend.contest;

import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.settings.Baselines;
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
     * What is configured, what the search proposed, and the champion as it was trained, also when its settings were changed
     * since: a change is a challenger. A baseline that the search proposed is one more of them, so that it can only be
     * harder to beat. What was recorded of an algorithm that is gone is passed over.
     *
     * @param serving the recipe that serves now, if any does
     * @param searched what the search proposed
     */
    public static Competitors of(
            RecommenderSettings settings, Optional<RecordedRecipe> serving, Iterable<RecordedRecipe> searched) {
        var recipes = settings.contenders();
        var baselines = settings.baselines().all();
        for (var recorded : searched) {
            recorded.known().ifPresent(recipe -> {
                var among = Baselines.isNameOfOne(recorded.name()) ? baselines : recipes;
                add(recorded.name(), recipe, among);
            });
        }
        var champion = serving.filter(recorded -> !Baselines.isNameOfOne(recorded.name()))
                .flatMap(recorded -> recorded.known().map(recipe -> add(recorded.name(), recipe, recipes)));
        return new Competitors(baselines, recipes, champion);
    }

    /** The name under which it competes: its own, or that of the same recipe, or one that is free. */
    private static String add(String recorded, Recommender recipe, Map<String, Recommender> among) {
        var hash = Model.settingsHash(recipe);
        var same = among.entrySet().stream()
                .filter(entry -> Model.settingsHash(entry.getValue()).equals(hash))
                .map(Map.Entry::getKey)
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        var name = recorded;
        while (among.containsKey(name)) {
            name += "-before";
        }
        among.put(name, recipe);
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
