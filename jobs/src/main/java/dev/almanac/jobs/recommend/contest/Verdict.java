package dev.almanac.jobs.recommend.contest;

import dev.almanac.jobs.recommend.contest.Objection.Rule;
import dev.almanac.jobs.recommend.evaluate.Metric;
import dev.almanac.jobs.recommend.settings.Baselines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a contest found.
 *
 * @param k how many places of a list decided
 * @param judged who was judged, the baselines first; nobody when there was nothing to judge by
 * @param baseline the better of the baselines; null when nobody was judged
 * @param champion the name of the recipe that serves so far, if it competes
 * @param why there was no contest; null when there was one
 */
public record Verdict(int k, List<Judged> judged, Contender baseline, Optional<String> champion, String why) {

    /** @param objections why it may not serve; none for a baseline */
    public record Judged(Contender contender, List<Objection> objections) {
        public boolean mayServe() {
            return objections.isEmpty();
        }

        public boolean isBaseline() {
            return Baselines.isNameOfOne(contender.recipe());
        }
    }

    public Verdict(int k, List<Judged> judged, Contender baseline, Optional<String> champion) {
        this(k, List.copyOf(judged), baseline, champion, null);
    }

    /** Nobody was judged, so who serves goes on, or else popularity begins. */
    public static Verdict noContest(String why, Optional<String> champion) {
        return new Verdict(0, List.of(), null, champion, why);
    }

    /** The same with one more objection to the winner: its lists differ too much from those published. */
    public Verdict refusedForChurn(String figures) {
        var winner = winner();
        var rejudged = judged.stream()
                .map(each -> each.contender().recipe().equals(winner) ? objected(each, figures) : each)
                .toList();
        return new Verdict(k, rejudged, baseline, champion, why);
    }

    private static Judged objected(Judged judged, String figures) {
        var objections = new ArrayList<>(judged.objections());
        objections.add(new Objection(Rule.CHURN, figures));
        return new Judged(judged.contender(), List.copyOf(objections));
    }

    /** Whether a challenger takes the champion's place. A baseline does not: it serves when nothing else may. */
    public boolean replacesChampion() {
        return champion.isPresent() && !champion.get().equals(winner()) && !Baselines.isNameOfOne(winner());
    }

    /** The name of the recipe that serves. */
    public String winner() {
        if (judged.isEmpty()) {
            return champion.orElse(Baselines.POPULARITY);
        }
        return best().map(Contender::recipe).orElseGet(this::baselineName);
    }

    /** The name of the better baseline. */
    public String baselineName() {
        return judged.isEmpty() ? Baselines.POPULARITY : baseline.recipe();
    }

    private Optional<Contender> best() {
        return judged.stream()
                .filter(each -> !each.isBaseline() && each.mayServe())
                .map(Judged::contender)
                .max(Comparator.<Contender>comparingDouble(each -> each.ndcg(k))
                        .thenComparing(each -> champion.equals(Optional.of(each.recipe())))
                        .thenComparing(Contender::recipe, Comparator.reverseOrder()));
    }

    /** Why the winner serves, in a sentence with the figures. */
    public String decision() {
        if (judged.isEmpty()) {
            return champion.map(name -> name + " serves on").orElse("Popularity serves") + ": " + why + ".";
        }
        var best = best();
        if (best.isPresent()) {
            return "%s serves: %s".formatted(best.get().recipe(), figures(best.get()));
        }
        var recipes = judged.stream().filter(each -> !each.isBaseline()).toList();
        if (recipes.isEmpty()) {
            return "%s serves: no recipe is configured that makes lists of its own.".formatted(baseline.recipe());
        }
        var closest = recipes.stream()
                .map(Judged::contender)
                .max(Comparator.comparingDouble(each -> each.ndcg(k)))
                .orElseThrow();
        return "%s serves: every recipe was refused; the closest, %s".formatted(baseline.recipe(), figures(closest));
    }

    /** Why one of the judged has its state. */
    public String decision(Judged one) {
        if (one.contender().equals(baseline)) {
            return "The baseline that every recipe has to beat.";
        }
        if (one.isBaseline()) {
            return "A baseline; %s is better.".formatted(baseline.recipe());
        }
        var reasons = one.objections().stream().map(Objection::toString).collect(Collectors.joining("; "));
        return one.mayServe() ? figures(one.contender()) : "Refused for " + reasons + ".";
    }

    /** The figures behind the decision on one recipe, in a sentence. */
    private String figures(Contender one) {
        return "%s has NDCG@%d %s, %s %s, difference %s over %d users."
                .formatted(
                        one.recipe(),
                        k,
                        one.judgement().of(Metric.NDCG, k).plain(),
                        baseline.recipe(),
                        baseline.judgement().of(Metric.NDCG, k).plain(),
                        one.judgement()
                                .over(baseline.judgement(), Metric.NDCG, k)
                                .signed(),
                        one.judgement().users());
    }
}
