package dev.almanac.jobs.recommend;

import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.evaluate.Interval;
import dev.almanac.jobs.recommend.evaluate.Metric;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.RecommendationTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What is put on record of a recommender's models: who was judged how, who serves and why, and the models' own rows. */
final class ModelRecords {
    /** A contender's NDCG less popularity's, with the paired interval that decides. */
    static final String LIFT = Metric.NDCG.label() + "-over-" + Contest.BASELINE;

    private final Subject subject;
    private final EvaluationSettings settings;
    private final Verdict verdict;
    private final Served served;

    ModelRecords(Subject subject, EvaluationSettings settings, Verdict verdict, Served served) {
        this.subject = subject;
        this.settings = settings;
        this.verdict = verdict;
        this.served = served;
    }

    /** The rows of the served models, by model table. */
    Map<Table, Dataset<Row>> modelRows() {
        var rows = new HashMap<Table, Dataset<Row>>();
        addRows(served.champion(), rows);
        if (!served.popularityWon()) {
            addRows(served.fallback(), rows);
        }
        return rows;
    }

    /** The rows of {@code model_registry}: every judged model and every served one. */
    Dataset<Row> registry() {
        var rows = new ArrayList<Row>();
        for (var contender : verdict.contenders()) {
            rows.add(judgedRow(contender));
        }
        rows.add(servedRow(served.champion(), verdict.winner(), "champion", verdict.why()));
        if (!served.popularityWon()) {
            var why = "Serves users and places the champion has no items for.";
            rows.add(servedRow(served.fallback(), Contest.BASELINE, "fallback", why));
        }
        return local(RecommendationTables.MODEL_REGISTRY, rows);
    }

    /** The rows of {@code model_metrics}. */
    Dataset<Row> metrics() {
        var rows = new ArrayList<Row>();
        for (var contender : verdict.contenders()) {
            for (var metric : Metric.values()) {
                rows.add(
                        metricRow(contender, metric.label(), contender.figures().of(metric)));
            }
            if (!contender.recipe().equals(Contest.BASELINE)) {
                var lift = contender.figures().over(baseline().figures(), Metric.NDCG);
                rows.add(metricRow(contender, LIFT, lift));
            }
        }
        return local(RecommendationTables.MODEL_METRICS, rows);
    }

    private Row judgedRow(Contender contender) {
        boolean baseline = contender.recipe().equals(Contest.BASELINE);
        boolean serves = baseline || contender.recipe().equals(verdict.winner());
        var why = baseline
                ? "The baseline that every recipe has to beat."
                : Verdict.compared(contender, baseline(), settings);
        return row(contender.model(), contender.recipe(), serves ? "candidate" : "refused", why, contender.learnt());
    }

    private Row servedRow(Model model, String recipe, String state, String why) {
        return row(model, recipe, state, why, served.learnt());
    }

    private Row row(Model model, String recipe, String state, String why, TrainingData.Summary learnt) {
        return RowFactory.create(
                date(),
                subject.name(),
                model.version(),
                recipe,
                model.recipe().algorithm(),
                state,
                model.recipe().parameters(),
                Timestamp.from(model.cut()),
                learnt.events(),
                learnt.contentHash(),
                Model.settingsHash(model.recipe()),
                why,
                subject.run().runId());
    }

    private Row metricRow(Contender contender, String metric, Interval figure) {
        return RowFactory.create(
                date(),
                subject.name(),
                contender.model().version(),
                metric,
                settings.k(),
                figure.value(),
                figure.lower(),
                figure.upper(),
                contender.figures().users(),
                subject.run().runId());
    }

    private void addRows(Model model, Map<Table, Dataset<Row>> rows) {
        model.tables()
                .forEach((table, content) -> rows.merge(
                        table,
                        content.withColumn("logical_date", lit(subject.logicalDate()))
                                .withColumn("model_version", lit(model.version()))
                                .withColumn("run_id", lit(subject.run().runId()))
                                .selectExpr(table.columnNames().toArray(String[]::new)),
                        Dataset::unionByName));
    }

    private Contender baseline() {
        return verdict.contenders().get(0);
    }

    private Dataset<Row> local(Table table, List<Row> rows) {
        return subject.run().spark().createDataFrame(rows, table.schema());
    }

    private Date date() {
        return Date.valueOf(subject.logicalDate());
    }
}
