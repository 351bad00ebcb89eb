package dev.almanac.jobs.recommend.contest;

import dev.almanac.jobs.recommend.contest.Objection.Rule;
import dev.almanac.jobs.recommend.evaluate.Interval;
import dev.almanac.jobs.recommend.evaluate.ListMeasure;
import dev.almanac.jobs.recommend.evaluate.Metric;
import dev.almanac.jobs.recommend.settings.PromotionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules by which a recipe may serve, and who of those that may does. */
public final class Promotion {
    /** Groups with fewer users say little of a difference. */
    public static final long USERS_TO_JUDGE_BY = 30;

    private final PromotionSettings settings;
    private final double minYoungShare;
    private final int k;

    /**
     * @param recommender whose recipes compete
     * @param k how many places of a list decide
     */
    public Promotion(PromotionSettings settings, String recommender, int k) {
        this.settings = settings;
        this.minYoungShare = settings.minYoungShare().getOrDefault(recommender, 0.0);
        this.k = k;
    }

    /**
     * Of the recipes without an objection the one with the highest NDCG serves, the first by name among equals; the
     * champion is only replaced by one that holds against it in the paired test. A challenger must surely beat the better
     * baseline; for the champion it is enough that its figure does, so that one night of few events does not end it. When
     * every recipe is objected to, the better baseline serves.
     *
     * @param baselines popularity first
     * @param recipes by name
     * @param champion the name of the one that serves now, if it competes
     */
    public Verdict decide(List<Contender> baselines, List<Contender> recipes, Optional<String> champion) {
        var baseline = best(baselines).orElseThrow();
        var serving = recipes.stream()
                .filter(recipe -> champion.equals(Optional.of(recipe.recipe())))
                .findFirst();
        var judged = new ArrayList<Verdict.Judged>();
        baselines.forEach(each -> judged.add(new Verdict.Judged(each, List.of())));
        for (var recipe : recipes) {
            judged.add(new Verdict.Judged(recipe, objections(recipe, baseline, serving)));
        }
        return new Verdict(k, judged, baseline, serving.map(Contender::recipe));
    }

    /** The first of those with the highest NDCG. */
    private Optional<Contender> best(List<Contender> contenders) {
        return contenders.stream().reduce((one, other) -> other.ndcg(k) > one.ndcg(k) ? other : one);
    }

    private List<Objection> objections(Contender recipe, Contender baseline, Optional<Contender> champion) {
        var objections = new ArrayList<Objection>();
        beatsBaseline(recipe, baseline, champion).ifPresent(objections::add);
        champion.filter(serving -> !serving.equals(recipe))
                .flatMap(serving -> againstChampion(recipe, serving))
                .ifPresent(objections::add);
        coverage(recipe).ifPresent(objections::add);
        objections.addAll(segments(recipe, baseline));
        youngItems(recipe).ifPresent(objections::add);
        return List.copyOf(objections);
    }

    private Optional<Objection> beatsBaseline(Contender recipe, Contender baseline, Optional<Contender> champion) {
        var lift = recipe.judgement().over(baseline.judgement(), Metric.NDCG, k);
        double figure = champion.equals(Optional.of(recipe)) ? lift.value() : lift.lower();
        return figure > settings.margin()
                ? Optional.empty()
                : Optional.of(new Objection(
                        Rule.BEATS_BASELINE,
                        "NDCG@%d over %s %s, must be above %s"
                                .formatted(k, baseline.recipe(), lift.signed(), settings.margin())));
    }

    private Optional<Objection> againstChampion(Contender recipe, Contender champion) {
        var difference = recipe.judgement().over(champion.judgement(), Metric.NDCG, k);
        boolean holds = difference.lower() >= -settings.tolerance();
        return holds
                ? Optional.empty()
                : Optional.of(new Objection(
                        Rule.HOLDS_AGAINST_CHAMPION,
                        "NDCG@%d over %s %s, may be %s lower at most"
                                .formatted(k, champion.recipe(), difference.signed(), settings.tolerance())));
    }

    private Optional<Objection> coverage(Contender recipe) {
        double coverage = recipe.judgement().coverage(k);
        // Few users cannot be listed all of a large catalogue.
        double floor = settings.minCoverage() * recipe.judgement().highestCoverage(k);
        return coverage >= floor
                ? Optional.empty()
                : Optional.of(new Objection(
                        Rule.COVERAGE,
                        "lists %s of the catalogue, must be %s at least"
                                .formatted(Interval.digits(coverage), Interval.digits(floor))));
    }

    private List<Objection> segments(Contender recipe, Contender baseline) {
        var objections = new ArrayList<Objection>();
        for (var segment : recipe.judgement().segments()) {
            var mine = recipe.judgement().in(segment);
            var its = baseline.judgement().in(segment);
            if (mine.isEmpty() || its.isEmpty() || mine.get().users() < USERS_TO_JUDGE_BY) {
                continue;
            }
            double floor = its.get().of(Metric.NDCG, k).value() * (1 - settings.maxSegmentLoss());
            double value = mine.get().of(Metric.NDCG, k).value();
            if (value < floor) {
                objections.add(new Objection(
                        Rule.SEGMENTS,
                        "NDCG@%d %s in %s, must be %s at least"
                                .formatted(k, Interval.digits(value), segment, Interval.digits(floor))));
            }
        }
        return objections;
    }

    private Optional<Objection> youngItems(Contender recipe) {
        double share = recipe.judgement().of(ListMeasure.YOUNG_SHARE, k).value();
        return share >= minYoungShare
                ? Optional.empty()
                : Optional.of(new Objection(
                        Rule.YOUNG_ITEMS,
                        "%s of its places are young items, must be %s at least"
                                .formatted(Interval.digits(share), minYoungShare)));
    }
}
