package dev.almanac.jobs.recommend.records;

import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.contest.Verdict;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.serving.Served;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.tables.RecommendationTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What is put on record of a recommender's models: who was judged, who serves and why, and the models' own rows. */
public final class ModelRecords {
    private final Subject subject;
    private final Verdict verdict;
    private final Served served;

    public ModelRecords(Subject subject, Verdict verdict, Served served) {
        this.subject = subject;
        this.verdict = verdict;
        this.served = served;
    }

    /** The rows of the served models, by model table. */
    public Map<Table, Dataset<Row>> modelRows() {
        var rows = new HashMap<Table, Dataset<Row>>();
        var done = new HashSet<String>();
        addRows(served.champion(), rows, done);
        served.alike().ifPresent(alike -> addRows(alike, rows, done));
        addRows(served.fallback(), rows, done);
        return rows;
    }

    /** The rows of {@code model_registry}: every judged model and every served one. */
    public Dataset<Row> registry() {
        var rows = new ArrayList<Row>();
        for (var judged : verdict.judged()) {
            rows.add(judgedRow(judged));
        }
        rows.add(servedRow(served.champion(), verdict.winner(), "champion", verdict.decision()));
        served.alike().ifPresent(alike -> {
            var why = "Serves users nothing is known of but who they are.";
            rows.add(servedRow(alike, alike.recipe().algorithm(), "fallback", why));
        });
        if (!served.baselineWon()) {
            var why = "Serves users and places the champion has no items for.";
            rows.add(servedRow(served.fallback(), verdict.baselineName(), "fallback", why));
        }
        return local(RecommendationTables.MODEL_REGISTRY, rows);
    }

    private Row judgedRow(Verdict.Judged judged) {
        var refusedBy = judged.objections().stream()
                .map(objection -> objection.rule().label())
                .distinct()
                .toList();
        var state = judged.mayServe() ? "candidate" : "refused";
        var contender = judged.contender();
        return row(contender.model(), contender.recipe(), state, verdict.decision(judged), refusedBy);
    }

    private Row servedRow(Model model, String recipe, String state, String why) {
        return row(model, recipe, state, why, List.of());
    }

    private Row row(Model model, String recipe, String state, String why, List<String> refusedBy) {
        return RowFactory.create(
                date(),
                subject.name(),
                model.version(),
                recipe,
                model.recipe().algorithm(),
                state,
                refusedBy.toArray(),
                model.recipe().parameters(),
                Timestamp.from(model.cut()),
                model.learnt().events(),
                model.learnt().contentHash(),
                Model.settingsHash(model.recipe()),
                why,
                subject.run().runId());
    }

    /** A model's own rows and those of its parts, each once. */
    private void addRows(Model model, Map<Table, Dataset<Row>> rows, Set<String> done) {
        if (!done.add(model.version())) {
            return;
        }
        model.tables()
                .forEach((table, content) -> rows.merge(
                        table,
                        content.withColumn("logical_date", lit(subject.logicalDate()))
                                .withColumn("model_version", lit(model.version()))
                                .withColumn("run_id", lit(subject.run().runId()))
                                .selectExpr(table.columnNames().toArray(String[]::new)),
                        Dataset::unionByName));
        model.parts().forEach(part -> addRows(part, rows, done));
    }

    private Dataset<Row> local(Table table, List<Row> rows) {
        return subject.run().spark().createDataFrame(rows, table.schema());
    }

    private Date date() {
        return Date.valueOf(subject.logicalDate());
    }
}
