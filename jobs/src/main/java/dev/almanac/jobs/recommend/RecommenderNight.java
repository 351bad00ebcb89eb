package dev.almanac.jobs.recommend;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.contest.Competitors;
import dev.almanac.jobs.recommend.contest.Contest;
import dev.almanac.jobs.recommend.contest.Verdict;
import dev.almanac.jobs.recommend.evaluate.Interval;
import dev.almanac.jobs.recommend.records.MetricRecords;
import dev.almanac.jobs.recommend.records.ModelRecords;
import dev.almanac.jobs.recommend.serving.ListGates;
import dev.almanac.jobs.recommend.serving.Served;
import dev.almanac.jobs.recommend.serving.Serving;
import dev.almanac.jobs.recommend.settings.Baselines;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.recommend.training.Trainer;
import dev.almanac.jobs.tables.RecommendationTables;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One recommender's part of a run: contest, refit, lists. */
final class RecommenderNight {
    private final Subject subject;
    private final Competitors competitors;
    private final RecommendSettings settings;
    private final Dataset<Row> published;
    private final Trainer trainer;
    private Verdict verdict;
    private Served served;
    private Serving serving;

    /** @param published {@code recommendations_v1} as it was published before the run */
    RecommenderNight(Subject subject, Competitors competitors, RecommendSettings settings, Dataset<Row> published) {
        this.subject = subject;
        this.competitors = competitors;
        this.settings = settings;
        this.published = published;
        this.verdict = new Contest(subject, competitors, settings).hold();
        this.trainer = subject.trainer("served", subject.run().window().end());
        serve();
        while (replacesChampion() && turnsOverTooMuch()) {
            serve();
        }
    }

    private void serve() {
        subject.doing(verdict.decision());
        served = Served.fit(competitors, verdict, trainer);
        serving = new Serving(subject, served);
    }

    /** A baseline is not refused: it serves when nothing else may. */
    private boolean replacesChampion() {
        boolean isChampion = verdict.champion()
                .filter(champion -> champion.recipe().equals(verdict.winner()))
                .isPresent();
        return verdict.champion().isPresent() && !isChampion && !Baselines.NAMES.contains(verdict.winner());
    }

    /** Only lists that were made can be compared: a challenger is refused with the lists in hand. */
    private boolean turnsOverTooMuch() {
        double most = settings.promotion().maxChurn();
        double churn = most < 1 ? serving.churn(published) : 0;
        if (churn > most) {
            verdict = verdict.refusedForChurn("%s of the published places would change, may be %s at most"
                    .formatted(Interval.digits(churn), most));
        }
        return churn > most;
    }

    ListGates.Audience audience() {
        return serving.audience();
    }

    /** The recommender's rows of every table the job writes. */
    Map<Table, Dataset<Row>> rows() {
        var records = new ModelRecords(subject, verdict, served);
        var rows = new HashMap<>(records.modelRows());
        rows.put(RecommendationTables.MODEL_REGISTRY, records.registry());
        rows.put(RecommendationTables.MODEL_METRICS, new MetricRecords(subject, settings.evaluation(), verdict).rows());
        rows.put(RecommendationTables.POPULAR_ITEMS, serving.popularItems());
        rows.put(RecommendationTables.RECOMMENDATIONS, serving.recommendations());
        return rows;
    }
}
