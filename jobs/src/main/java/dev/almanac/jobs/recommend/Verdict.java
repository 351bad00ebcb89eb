package dev.almanac.jobs.recommend;

import dev.almanac.jobs.recommend.evaluate.Metric;
import java.util.Comparator;
import java.util.List;

/**
 * What a contest decided.
 *
 * @param winner the recipe that serves; {@link Contest#BASELINE} when none beat it
 * @param why in a sentence, with the figures
 * @param contenders who was judged, the baseline first; nobody when there was nothing to judge by
 */
record Verdict(String winner, String why, List<Contender> contenders) {

    static Verdict noContest(String why) {
        return new Verdict(Contest.BASELINE, "Popularity serves: " + why + ".", List.of());
    }

    /**
     * A recipe beats popularity when the paired 95% bootstrap interval of the difference in NDCG lies above the margin.
     * Of those that do, the one with the highest NDCG wins, the first by name among equals.
     *
     * @param contenders the baseline first, then the recipes by name
     */
    static Verdict of(List<Contender> contenders, EvaluationSettings settings) {
        var baseline = contenders.get(0);
        var recipes = contenders.subList(1, contenders.size());
        if (recipes.isEmpty()) {
            return new Verdict(Contest.BASELINE, "Popularity serves: no recipe is configured.", contenders);
        }
        var best = recipes.stream()
                .filter(recipe -> beats(recipe, baseline, settings))
                .max(Comparator.<Contender>comparingDouble(Verdict::ndcg)
                        .thenComparing(Contender::recipe, Comparator.reverseOrder()));
        if (best.isPresent()) {
            var why = "%s serves: %s".formatted(best.get().recipe(), compared(best.get(), baseline, settings));
            return new Verdict(best.get().recipe(), why, contenders);
        }
        var closest =
                recipes.stream().max(Comparator.comparingDouble(Verdict::ndcg)).orElseThrow();
        var why = "Popularity serves: no recipe beat it by more than %s; the closest, %s"
                .formatted(settings.margin(), compared(closest, baseline, settings));
        return new Verdict(Contest.BASELINE, why, contenders);
    }

    /** The figures behind the decision on one contender, in a sentence. */
    static String compared(Contender recipe, Contender baseline, EvaluationSettings settings) {
        return "%s has NDCG@%d %s, popularity %s, difference %s over %d users."
                .formatted(
                        recipe.recipe(),
                        settings.k(),
                        recipe.figures().of(Metric.NDCG).plain(),
                        baseline.figures().of(Metric.NDCG).plain(),
                        recipe.figures().over(baseline.figures(), Metric.NDCG).signed(),
                        recipe.figures().users());
    }

    private static boolean beats(Contender recipe, Contender baseline, EvaluationSettings settings) {
        return recipe.figures().over(baseline.figures(), Metric.NDCG).lower() > settings.margin();
    }

    private static double ndcg(Contender contender) {
        return contender.figures().of(Metric.NDCG).value();
    }
}
