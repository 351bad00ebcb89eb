package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.jobs.recommend.als.ExplicitAls;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.content.ContentSimilarity;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.neighbours.ItemNeighbours;
import dev.almanac.jobs.recommend.popularity.Newest;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One algorithm with its settings, which competes for a recommender's lists. A new algorithm is one more component here, and
 * a line in {@link RecordedRecipe}; the baselines are always in the contest and need no recipe.
 */
public record Recipe(
        @Meaning("Implicit alternating least squares, from Spark MLlib.")
        Optional<ImplicitAls> implicitAls,

        @Meaning("Alternating least squares on ratings, from Spark MLlib.")
        Optional<ExplicitAls> explicitAls,

        @Meaning("Items that are used together.") Optional<ItemNeighbours> itemNeighbours,

        @Meaning("Items that read like what was used.") Optional<ContentSimilarity> contentSimilarity,

        @Meaning("What came last; only as a part of others, since it is the same for everyone.")
        Optional<Newest> newest,

        @Meaning("Other recipes as one.") Optional<BlendRecipe> blend) {
    public Recipe {
        long named = Stream.of(implicitAls, explicitAls, itemNeighbours, contentSimilarity, newest, blend)
                .filter(Optional::isPresent)
                .count();
        Require.that(named == 1, "algorithms in the recipe", named, "must be exactly one, such as implicit-als { }");
    }

    /** A recipe of implicit ALS. */
    public static Recipe of(ImplicitAls als) {
        return new Recipe(
                Optional.of(als),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it can order items for one user otherwise than for another. */
    public boolean knowsUsers() {
        return newest.isEmpty();
    }

    /** @param others the recipes that a blend is made of, by name */
    public Recommender recommender(Function<String, Recommender> others) {
        var blended = blend.map(recipe -> recipe.of(others));
        return Stream.of(implicitAls, explicitAls, itemNeighbours, contentSimilarity, newest, blended)
                .<Recommender>flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
