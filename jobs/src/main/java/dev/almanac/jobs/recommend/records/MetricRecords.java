package dev.almanac.jobs.recommend.records;

import dev.almanac.jobs.recommend.contest.Contender;
import dev.almanac.jobs.recommend.contest.Promotion;
import dev.almanac.jobs.recommend.contest.Verdict;
import dev.almanac.jobs.recommend.evaluate.Figures;
import dev.almanac.jobs.recommend.evaluate.Interval;
import dev.almanac.jobs.recommend.evaluate.Measure;
import dev.almanac.jobs.recommend.evaluate.Metric;
import dev.almanac.jobs.recommend.settings.EvaluationSettings;
import dev.almanac.jobs.recommend.training.Segments;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.tables.RecommendationTables;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What is put on record of how the judged models did: the rows of {@code model_metrics}. */
public final class MetricRecords {
    /** A contender's NDCG less the better baseline's, with the paired interval that decides. */
    public static final String LIFT = Metric.NDCG.label() + "-over-baseline";

    /** The largest less the smallest NDCG among the groups of an attribute. */
    public static final String GAP = Metric.NDCG.label() + "-gap";

    private static final String ALL = "all";

    private final Subject subject;
    private final EvaluationSettings settings;
    private final Verdict verdict;

    public MetricRecords(Subject subject, EvaluationSettings settings, Verdict verdict) {
        this.subject = subject;
        this.settings = settings;
        this.verdict = verdict;
    }

    public Dataset<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var judged : verdict.judged()) {
            var contender = judged.contender();
            var cutoffs = new TreeSet<>(settings.cutoffs());
            cutoffs.add(settings.k());
            cutoffs.forEach(k -> addOverall(contender, k, rows));
            addSegments(contender, rows);
        }
        return subject.run().spark().createDataFrame(rows, RecommendationTables.MODEL_METRICS.schema());
    }

    private void addOverall(Contender contender, int k, List<Row> rows) {
        var judgement = contender.judgement();
        for (var measure : Measure.all()) {
            rows.add(row(contender, measure.label(), ALL, k, judgement.of(measure, k), judgement.users()));
        }
        rows.add(row(contender, "coverage", ALL, k, exact(judgement.coverage(k)), judgement.users()));
        rows.add(row(contender, "gini", ALL, k, exact(judgement.gini(k)), judgement.users()));
        if (!contender.equals(verdict.baseline())) {
            var lift = judgement.over(verdict.baseline().judgement(), Metric.NDCG, k);
            rows.add(row(contender, LIFT, ALL, k, lift, judgement.users()));
        }
    }

    private void addSegments(Contender contender, List<Row> rows) {
        int k = settings.k();
        var judgement = contender.judgement();
        for (var segment : new TreeSet<>(judgement.segments())) {
            judgement.in(segment).ifPresent(in -> rows.add(segmentRow(contender, segment, k, in)));
        }
        var attributes = new ArrayList<>(settings.segments());
        attributes.add(Segments.ACTIVITY);
        for (var attribute : attributes) {
            judgement
                    .gap(attribute, k, Promotion.USERS_TO_JUDGE_BY)
                    .ifPresent(
                            gap -> rows.add(row(contender, GAP, attribute, k, exact(gap.value()), judgement.users())));
        }
    }

    private Row segmentRow(Contender contender, String segment, int k, Figures in) {
        return row(contender, Metric.NDCG.label(), segment, k, in.of(Metric.NDCG, k), in.users());
    }

    /** A figure over all lists, which has no interval. */
    private static Interval exact(double value) {
        return new Interval(value, Double.NaN, Double.NaN);
    }

    private Row row(Contender contender, String metric, String segment, int k, Interval figure, long users) {
        return RowFactory.create(
                Date.valueOf(subject.logicalDate()),
                subject.name(),
                contender.model().version(),
                metric,
                segment,
                k,
                figure.value(),
                orNull(figure.lower()),
                orNull(figure.upper()),
                users,
                subject.run().runId());
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
