package dev.almanac.jobs.recommend;

import dev.almanac.common.contract.Table;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.contest.Verdict;
import dev.almanac.jobs.recommend.explain.Explainer;
import dev.almanac.jobs.recommend.explain.Explanation;
import dev.almanac.jobs.recommend.explain.ListedItem;
import dev.almanac.jobs.recommend.explain.RegisteredModels;
import dev.almanac.jobs.recommend.explain.UserList;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.recommend.popularity.SegmentPopularity;
import dev.almanac.jobs.recommend.records.ModelRecords;
import dev.almanac.jobs.recommend.serving.Served;
import dev.almanac.jobs.recommend.serving.Serving;
import dev.almanac.jobs.recommend.settings.RecommenderSettings;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.recommend.training.Trainer;
import dev.almanac.jobs.tables.RecommendationTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run publishes of the models and lists of one recommender.
 *
 * @param subject the recommender in the run
 * @param published the rows by table
 */
record PublishedNight(Subject subject, Map<Table, Dataset<Row>> published) {

    /** As the job does, without a contest. */
    static PublishedNight of(Subject subject, Trainer trainer, Recommender recipe) {
        var served = new Served(
                trainer.train(recipe),
                Optional.of(trainer.train(new SegmentPopularity("country"))),
                trainer.train(new Popularity()));
        var records = new ModelRecords(subject, Verdict.noContest("it is a test", Optional.empty()), served);
        var published = new HashMap<Table, Dataset<Row>>(records.modelRows());
        published.put(RecommendationTables.MODEL_REGISTRY, records.registry());
        published.put(RecommendationTables.RECOMMENDATIONS, new Serving(subject, served, trainer).recommendations());
        published.replaceAll(
                (table, rows) -> SharedSpark.session().createDataFrame(rows.collectAsList(), table.schema()));
        return new PublishedNight(subject, published);
    }

    Dataset<Row> rows(Table table) {
        return published.computeIfAbsent(
                table, none -> SharedSpark.session().createDataFrame(List.of(), table.schema()));
    }

    Optional<UserList> list(String user) {
        return UserList.of(rows(RecommendationTables.RECOMMENDATIONS), user).stream()
                .findFirst();
    }

    Optional<Explainer> explainer(String user) {
        return explainer(user, subject.settings());
    }

    Optional<Explainer> explainer(String user, RecommenderSettings settings) {
        var models = RegisteredModels.of(rows(RecommendationTables.MODEL_REGISTRY), subject.name())
                .orElseThrow();
        var now = new Subject(subject.name(), settings, subject.sources(), subject.run());
        return Explainer.of(now, user, models.models(this::rows, user), list(user));
    }

    Explanation explain(String user, String item) {
        return explainer(user).orElseThrow().explain(item);
    }

    /** The items of a user's list, best first. */
    List<String> items(String user) {
        return list(user).orElseThrow().items().stream().map(ListedItem::itemId).toList();
    }
}
