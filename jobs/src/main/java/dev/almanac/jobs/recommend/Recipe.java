package dev.almanac.jobs.recommend;

import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.model.Recommender;
import java.util.List;
import java.util.Optional;

/**
 * One algorithm with its settings, which competes for a recommender's lists. A new algorithm is one more component here
 * and in {@link #all}; popularity is always in the contest and needs no recipe.
 */
public record Recipe(
        @Meaning("Implicit alternating least squares, from Spark MLlib.")
        Optional<ImplicitAls> implicitAls) {
    public Recipe {
        long named = all(implicitAls).stream().filter(Optional::isPresent).count();
        Require.that(named == 1, "algorithms in the recipe", named, "must be exactly one, such as implicit-als { }");
    }

    Recommender recommender() {
        return all(implicitAls).stream().flatMap(Optional::stream).findFirst().orElseThrow();
    }

    private static List<Optional<? extends Recommender>> all(Optional<ImplicitAls> implicitAls) {
        return List.of(implicitAls);
    }
}
