package dev.almanac.jobs.recommend;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.contest.Competitors;
import dev.almanac.jobs.recommend.contest.Contest;
import dev.almanac.jobs.recommend.contest.Verdict;
import dev.almanac.jobs.recommend.evaluate.Interval;
import dev.almanac.jobs.recommend.records.MetricRecords;
import dev.almanac.jobs.recommend.records.ModelRecords;
import dev.almanac.jobs.recommend.serving.Served;
import dev.almanac.jobs.recommend.serving.Serving;
import dev.almanac.jobs.recommend.settings.EvaluationSettings;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.tables.RecommendationTables;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One recommender's part of a run: contest, refit, lists.
 *
 * @param verdict who serves and why
 * @param served the models that were fitted for it
 * @param serving the lists they make
 */
record RecommenderNight(
        Subject subject, EvaluationSettings evaluation, Verdict verdict, Served served, Serving serving) {

    /**
     * Lists can only be compared once they are made, so a challenger whose lists differ too much from those published is
     * refused with its lists in hand, and the next best serves.
     *
     * @param published {@code recommendations_v1} as it was published before the run
     */
    static RecommenderNight of(
            Subject subject, Competitors competitors, RecommendSettings settings, Dataset<Row> published) {
        var verdict = new Contest(subject, competitors, settings).hold();
        var trainer = subject.trainer("served", subject.run().window().end());
        var coldBy = subject.settings().lists().refinement().coldBy();
        while (true) {
            subject.doing(verdict.decision());
            var served = Served.fit(competitors, verdict, trainer, coldBy);
            var serving = new Serving(subject, served, trainer);
            double most = settings.promotion().maxChurn();
            double churn = verdict.replacesChampion() && most < 1 ? serving.churn(published) : 0;
            if (churn <= most) {
                return new RecommenderNight(subject, settings.evaluation(), verdict, served, serving);
            }
            verdict = verdict.refusedForChurn("%s of the published places would change, may be %s at most"
                    .formatted(Interval.digits(churn), most));
        }
    }

    /** The recommender's rows of every table the job writes. */
    Map<Table, Dataset<Row>> rows() {
        var records = new ModelRecords(subject, verdict, served);
        var rows = new HashMap<>(records.modelRows());
        rows.put(RecommendationTables.MODEL_REGISTRY, records.registry());
        rows.put(RecommendationTables.MODEL_METRICS, new MetricRecords(subject, evaluation, verdict).rows());
        rows.put(RecommendationTables.POPULAR_ITEMS, serving.popularItems());
        rows.put(RecommendationTables.RECOMMENDATIONS, serving.recommendations());
        rows.put(RecommendationTables.SIMILAR_ITEMS, serving.similarItems());
        return rows;
    }
}
