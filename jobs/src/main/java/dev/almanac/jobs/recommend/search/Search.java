package dev.almanac.jobs.recommend.search;

import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.model.Recommender;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * A random search (Bergstra, Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 13, 2012): the algorithms take
 * turns, each with settings drawn from its ranges; then blends of the best of each that is worth it, with weights drawn from the simplex.
 *
 * @param plan how much is tried of what
 * @param timeLeft whether another trial may begin
 * @param judge says how good a recipe is
 */
public record Search(Plan plan, BooleanSupplier timeLeft, Judge judge) {
    private static final double HUNDRED = 100;

    /**
     * @param trials how many recipes are tried
     * @param blends how many blends of the best of them are tried after that
     * @param algorithms whose settings are searched
     * @param seed the same seed tries the same recipes
     */
    public record Plan(int trials, int blends, List<Explored> algorithms, long seed) {}

    /** Judges recipes on events that none of them has seen. */
    @FunctionalInterface
    public interface Judge {
        /** @param number of the trial, from 1 */
        Figures judge(int number, Recommender recipe);
    }

    /** @param users over how many the figure was taken */
    public record Figures(double ndcg, long users) {}

    /** @param number from 1 */
    public record Trial(int number, Recommender recipe, Figures figures) {
        double ndcg() {
            return figures.ndcg();
        }
    }

    /** Makes the trials; they come in their order. */
    public List<Trial> run() {
        var trials = new ArrayList<Trial>();
        var algorithms = plan.algorithms();
        while (trials.size() < plan.trials() && timeLeft.getAsBoolean()) {
            int turn = trials.size();
            trials.add(trial(turn + 1, algorithms.get(turn % algorithms.size()).draw(random(turn))));
        }
        var best = worthBlending(best(trials).values());
        int singles = trials.size();
        while (best.size() > 1 && trials.size() < singles + plan.blends() && timeLeft.getAsBoolean()) {
            trials.add(trial(trials.size() + 1, blend(best, random(trials.size()))));
        }
        return List.copyOf(trials);
    }

    /** The best trial of each algorithm, the first among equals. */
    public static Map<String, Trial> best(List<Trial> trials) {
        var best = new LinkedHashMap<String, Trial>();
        trials.forEach(trial ->
                best.merge(trial.recipe().algorithm(), trial, (one, other) -> other.ndcg() > one.ndcg() ? other : one));
        return best;
    }

    /** What ranks less than a third as well as the best by itself has nothing to add. */
    private static List<Trial> worthBlending(Collection<Trial> best) {
        double highest = best.stream().mapToDouble(Trial::ndcg).max().orElse(0);
        return best.stream().filter(trial -> trial.ndcg() >= highest / 3).toList();
    }

    private Trial trial(int number, Recommender recipe) {
        return new Trial(number, recipe, judge.judge(number, recipe));
    }

    /**
     * Of its own for each trial, so that one more trial leaves the others as they are. The seed is mixed first: generators
     * whose seeds differ by a step of theirs would draw the same numbers, one behind the other.
     */
    private SplittableRandom random(int trial) {
        return new SplittableRandom(new SplittableRandom(plan.seed() + trial).nextLong());
    }

    /** Weights that are uniform on the simplex, in hundredths: exponential numbers, divided by their sum. */
    private static Blend blend(Collection<Trial> parts, SplittableRandom random) {
        var weights = parts.stream()
                .mapToDouble(part -> -Math.log(1 - random.nextDouble()))
                .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        var ingredients = new ArrayList<Blend.Ingredient>();
        for (var part : parts) {
            double share = Math.round(weights[ingredients.size()] / sum * HUNDRED) / HUNDRED;
            double weight = Math.max(1 / HUNDRED, share);
            ingredients.add(new Blend.Ingredient(part.recipe().algorithm(), part.recipe(), weight));
        }
        ingredients.sort(Comparator.comparing(Blend.Ingredient::name));
        return new Blend(ingredients);
    }
}
