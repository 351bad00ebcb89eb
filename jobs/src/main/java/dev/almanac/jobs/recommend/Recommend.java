package dev.almanac.jobs.recommend;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.recommend.contest.Champions;
import dev.almanac.jobs.recommend.contest.Competitors;
import dev.almanac.jobs.recommend.contest.Contest;
import dev.almanac.jobs.recommend.contest.SearchedRecipes;
import dev.almanac.jobs.recommend.serving.ListGates;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import dev.almanac.jobs.tables.ModelTables;
import dev.almanac.jobs.tables.RecommendationTables;
import dev.almanac.jobs.tables.SearchTables;
import dev.almanac.jobs.tables.TeamTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                .readsAnyOf(CleanTables.USERS, CleanTables.ITEMS, CleanTables.EVENTS)
                .readsIfPresent(TeamTables.RELATIONS, IngestTables.TOMBSTONES)
                .readsPrevious(
                        RecommendationTables.MODEL_REGISTRY,
                        RecommendationTables.RECOMMENDATIONS,
                        SearchTables.SEARCHED_RECIPES)
                .writes(ModelTables.ALL.toArray(Table[]::new))
                .writes(
                        RecommendationTables.MODEL_REGISTRY,
                        RecommendationTables.MODEL_METRICS,
                        RecommendationTables.POPULAR_ITEMS,
                        RecommendationTables.SIMILAR_ITEMS,
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
        var published = inputs.previous(RecommendationTables.RECOMMENDATIONS);
        for (var subject : CheckedSubjects.of(inputs, settings.recommenders(), settings.evaluation(), run)) {
            var night = RecommenderNight.of(subject, competitors(inputs, subject), settings, published);
            night.rows().forEach((table, more) -> rows.merge(table, more, Dataset::unionByName));
            audiences.add(night.serving().audience());
        }
        return outputs(rows, run.spark())
                .gatedBy(ListGates.somethingForSomebody(audiences))
                .gatedBy(ListGates.nobodyMissing(audiences))
                .gatedBy(ListGates.listsAreLists());
    }

    @Override
    public List<String> preview(Inputs inputs, RecommendSettings settings, RunContext run) {
        return CheckedSubjects.of(inputs, settings.recommenders(), settings.evaluation(), run).stream()
                .map(subject -> new Contest(subject, competitors(inputs, subject), settings).plan())
                .toList();
    }

    private static Competitors competitors(Inputs inputs, Subject subject) {
        var champion = new Champions(inputs.previous(RecommendationTables.MODEL_REGISTRY)).of(subject);
        var searched = new SearchedRecipes(inputs.previous(SearchTables.SEARCHED_RECIPES)).of(subject);
        return Competitors.of(subject.settings(), champion, searched);
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
