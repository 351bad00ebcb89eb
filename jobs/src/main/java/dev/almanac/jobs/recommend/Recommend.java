package dev.almanac.jobs.recommend;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import dev.almanac.jobs.tables.ModelTables;
import dev.almanac.jobs.tables.RecommendationTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains and judges the recipes of each recommender, refits the winner on everything before the window's end, and lists
 * the best items for every active user.
 */
public final class Recommend implements Job<RecommendSettings> {

    @Override
    public JobSpec<RecommendSettings> spec() {
        return JobSpec.daily(
                        "recommend",
                        "Trains the recommenders, keeps what beats popularity, and lists items for every active user.",
                        RecommendSettings.class)
                .readsIfPresent(CleanTables.USERS, IngestTables.TOMBSTONES)
                .reads(CleanTables.ITEMS, CleanTables.EVENTS)
                .writes(ModelTables.ALL.toArray(Table[]::new))
                .writes(
                        RecommendationTables.MODEL_REGISTRY,
                        RecommendationTables.MODEL_METRICS,
                        RecommendationTables.POPULAR_ITEMS,
                        RecommendationTables.RECOMMENDATIONS);
    }

    @Override
    public Outputs compute(Inputs inputs, RecommendSettings settings, RunContext run) {
        if (settings.recommenders().isEmpty()) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "recommend anything in domain " + run.domain(),
                    "jobs.recommend.recommenders is empty",
                    "Name at least one recommender there, or set jobs.recommend.enabled = false");
        }
        var rows = new HashMap<Table, Dataset<Row>>();
        var audiences = new ArrayList<ListGates.Audience>();
        subjects(inputs, settings, run).forEach(subject -> addRows(subject, settings.evaluation(), rows, audiences));
        return outputs(rows, run.spark())
                .gatedBy(ListGates.somethingForSomebody(audiences))
                .gatedBy(ListGates.nobodyMissing(audiences))
                .gatedBy(ListGates.listsAreLists());
    }

    @Override
    public List<String> preview(Inputs inputs, RecommendSettings settings, RunContext run) {
        return subjects(inputs, settings, run).stream()
                .map(subject -> new Contest(subject, settings.evaluation()).plan())
                .toList();
    }

    private static List<Subject> subjects(Inputs inputs, RecommendSettings settings, RunContext run) {
        return new TreeMap<>(settings.recommenders())
                .entrySet().stream()
                        .map(entry -> {
                            var sources = new Subject.Sources(
                                    inputs.of(CleanTables.USERS),
                                    entry.getValue().itemSource().of(inputs),
                                    inputs.of(CleanTables.EVENTS),
                                    inputs.of(IngestTables.TOMBSTONES));
                            return new Subject(entry.getKey(), entry.getValue(), sources, run);
                        })
                        .toList();
    }

    private static void addRows(
            Subject subject,
            EvaluationSettings evaluation,
            Map<Table, Dataset<Row>> rows,
            List<ListGates.Audience> audiences) {
        var verdict = new Contest(subject, evaluation).hold();
        subject.doing(verdict.why());
        var served = Served.fit(subject, verdict);
        var records = new ModelRecords(subject, evaluation, verdict, served);
        var serving = new Serving(subject, served);
        records.modelRows().forEach((table, more) -> rows.merge(table, more, Dataset::unionByName));
        rows.merge(RecommendationTables.MODEL_REGISTRY, records.registry(), Dataset::unionByName);
        rows.merge(RecommendationTables.MODEL_METRICS, records.metrics(), Dataset::unionByName);
        rows.merge(RecommendationTables.POPULAR_ITEMS, serving.popularItems(), Dataset::unionByName);
        rows.merge(RecommendationTables.RECOMMENDATIONS, serving.recommendations(), Dataset::unionByName);
        audiences.add(serving.audience());
    }

    private Outputs outputs(Map<Table, Dataset<Row>> rows, SparkSession spark) {
        var outputs = Outputs.none();
        for (var table : spec().writes()) {
            var nothing = spark.createDataFrame(List.<Row>of(), table.schema());
            outputs = outputs.and(table, rows.getOrDefault(table, nothing));
        }
        return outputs;
    }
}
