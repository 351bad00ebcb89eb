package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Nearest;
import dev.almanac.common.config.Require;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.sources.ItemSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One recommender of a domain.
 *
 * @param itemSource where its items come from
 * @param eventWeights how much an event of a type says about a user's taste; types not named say nothing
 * @param seenEventTypes an item with such an event is not listed to that user again; absent, the types with a weight
 * @param recipes what competes with popularity for its lists, by name
 * @param baselines what every recipe has to beat
 * @param lists how its lists are made
 */
public record RecommenderSettings(
        @Meaning("Where its items come from.") @Default("items")
        ItemSource itemSource,

        @Meaning("How much an event of a type says about a user's taste; types not named say nothing.")
        Map<String, EventWeight> eventWeights,

        @Meaning("An item with such an event is not listed to that user again; absent, the types with a weight.")
        Optional<List<String>> seenEventTypes,

        @Meaning("What competes for its lists, by name.") @Default("{}")
        Map<String, Recipe> recipes,

        @Meaning("What every recipe has to beat.") @Default("{}")
        Baselines baselines,

        @Meaning("How its lists are made.") @Default("{}") ListSettings lists) {

    public static final String NAME = "[a-z][a-z0-9-]*";

    public RecommenderSettings {
        Require.that(!eventWeights.isEmpty(), "event-weights", "{}", "must give at least one event type a weight");
        recipes.keySet().forEach(name -> {
            Require.that(name.matches(NAME), "recipes." + name, name, "must be lower-kebab-case");
            boolean free = !Baselines.NAMES.contains(name);
            Require.that(free, "recipes." + name, name, "is a baseline's own name");
        });
        recipes.forEach((name, recipe) -> recipe.blend().ifPresent(blend -> requireParts(name, blend, recipes)));
        var names = new HashMap<Recipe, String>();
        recipes.forEach((name, recipe) -> {
            var twin = names.putIfAbsent(recipe, name);
            Require.that(twin == null, "recipes." + name, "{ ... }", "says the same as recipes." + twin);
        });
    }

    private static void requireParts(String name, BlendRecipe blend, Map<String, Recipe> recipes) {
        var parts = blend.names();
        var possible = new TreeSet<>(Baselines.NAMES);
        recipes.forEach((other, recipe) -> {
            if (recipe.blend().isEmpty()) {
                possible.add(other);
            }
        });
        parts.forEach(part -> Require.that(
                possible.contains(part),
                "recipes." + name + ".blend.parts." + part,
                part,
                "must be a recipe beside it that is no blend, or a baseline" + Nearest.hint(part, possible)));
        Require.that(
                !possible.containsAll(parts) || parts.stream().anyMatch(part -> knowsUsers(recipes.get(part))),
                "recipes." + name + ".blend.parts",
                String.join(", ", parts),
                "must have a part that knows users");
    }

    /** What competes with the baselines, by name: the recipes that know users. */
    public SortedMap<String, Recommender> contenders() {
        var all = new TreeMap<String, Recommender>();
        recipes.forEach((name, recipe) -> {
            if (knowsUsers(recipe)) {
                all.put(name, recipe(name));
            }
        });
        return all;
    }

    /** @param recipe null for a baseline */
    private static boolean knowsUsers(Recipe recipe) {
        return recipe != null && recipe.knowsUsers();
    }

    private Recommender recipe(String name) {
        return recipes.containsKey(name)
                ? recipes.get(name).recommender(this::recipe)
                : baselines.all().get(name);
    }

    public List<String> seenTypes() {
        return seenEventTypes.orElseGet(
                () -> eventWeights.keySet().stream().sorted().toList());
    }
}
