package dev.almanac.jobs.recommend.serving;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.TopLists;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.rules.HouseRules;
import dev.almanac.jobs.recommend.training.Interactions;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.recommend.training.Trainer;
import dev.almanac.jobs.tables.RecommendationTables;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The lists that are published for one recommender. */
public final class Serving {
    private static final int LIST_ID_DIGITS = 16;
    private static final int HASH_BITS = 256;
    private static final int PINNED = -1;
    private static final String RULE = "rule";

    private final Subject subject;
    private final Served served;
    private final Trainer trainer;
    private final HouseRules rules;
    private final Dataset<Row> available;
    private final Candidates candidates;
    private final FixedOrder popular;
    private final Dataset<Row> lists;
    private final Dataset<Row> similar;

    /** @param trainer has the interactions that the models were fitted to */
    public Serving(Subject subject, Served served, Trainer trainer) {
        this.subject = subject;
        this.trainer = trainer;
        this.served = served;
        this.rules = new HouseRules(subject.settings().lists(), end());
        this.available = rules.allowed(Candidates.availableAt(subject.sources().items(), end()));
        this.candidates = Candidates.of(available, subject.settings().lists().maxCandidates());
        this.popular = FixedOrder.of(served.fallback().scorer(), candidates);
        subject.doing("listing " + candidates.size() + " items");
        this.lists =
                subject.remember("lists-" + Model.settingsHash(served.champion().recipe()), this::lists);
        this.similar = subject.remember("similar-items", this::similar);
    }

    /** As {@link SimilarItems#of}: also of items that are no longer listed, since users know them. */
    private Dataset<Row> similar() {
        return SimilarItems.of(
                subject.sources().items(),
                candidates,
                popular,
                trainer,
                subject.settings().lists().topN());
    }

    /** recommender, user_id of everyone who must find a list: the active users who have not seen every candidate. */
    private Dataset<Row> expected() {
        var empty = lists.filter("size(places) = 0").select("user_id");
        var exhausted = subject.seen(end())
                .join(empty, "user_id", "left_semi")
                .join(available.select("item_id"), "item_id", "left_semi")
                .groupBy("user_id")
                .count()
                .filter(col("count").geq(candidates.size()))
                .select("user_id");
        return subject.activeUsers()
                .select("user_id")
                .join(exhausted, "user_id", "left_anti")
                .withColumn("recommender", lit(subject.name()));
    }

    /**
     * The share of the places of the lists published before, of users who get a list again, whose item is no longer in the
     * user's list; 0 when there were none.
     */
    public double churn(Dataset<Row> published) {
        var before = published
                .filter(col("recommender").equalTo(subject.name()))
                .select("user_id", "item_id")
                .join(lists.select("user_id"), Interactions.user(), "left_semi");
        var now = lists.select(col("user_id"), explode(col("places.item_id")).as("item_id"), lit(1).as("kept"));
        return before.join(now, Interactions.pair(), "left")
                .agg(coalesce(avg(when(col("kept").isNull(), 1.0).otherwise(0.0)), lit(0.0)))
                .first()
                .getDouble(0);
    }

    public ListGates.Audience audience() {
        return new ListGates.Audience(subject.name(), expected(), candidates.size(), lists);
    }

    /** The rows of {@code recommendations_v1}. */
    public Dataset<Row> recommendations() {
        var rows = lists.select(
                        col("user_id"),
                        col("model_version"),
                        col("variant"),
                        col("propensity"),
                        posexplode(col("places")).as(new String[] {"place", "item"}))
                .select(col("*"), col("item.*"));
        var personal = rows.filter(isPersonal());
        var because = Because.of(
                personal,
                trainer.data().interactions(),
                similar,
                subject.sources().items(),
                subject.settings().eventWeights());
        return published(
                RecommendationTables.RECOMMENDATIONS,
                untilItEnds(rows)
                        .join(because, Interactions.pair(), "left")
                        .withColumn("rank", col("place").plus(1))
                        .withColumn("user_bucket", RecommendationTables.userBucket(col("user_id")))
                        .withColumn("list_id", listId())
                        .withColumn("strategy", byOrigin(model -> model.recipe().algorithm(), RULE))
                        .withColumn(
                                "reason",
                                coalesce(
                                        col("because"),
                                        byOrigin(model -> model.recipe().reason(), "Picked for everyone.")))
                        .withColumn(
                                "model_version",
                                when(isPersonal().or(col("origin").equalTo(PINNED)), col("model_version"))
                                        .otherwise(byOrigin(Model::version, ""))));
    }

    /** The rows of {@code similar_items_v1}. */
    public Dataset<Row> similarItems() {
        var until =
                untilItEnds(similar.withColumnRenamed("item_id", "of").withColumnRenamed("similar_item_id", "item_id"));
        return published(
                RecommendationTables.SIMILAR_ITEMS,
                until.withColumnRenamed("item_id", "similar_item_id").withColumnRenamed("of", "item_id"));
    }

    /** The rows of {@code popular_items_v1}. */
    public Dataset<Row> popularItems() {
        var rows = IntStream.range(0, Math.min(subject.settings().lists().topN(), popular.size()))
                .mapToObj(place -> RowFactory.create(
                        place + 1, candidates.id(popular.at(place)), popular.score(popular.at(place))))
                .toList();
        var schema = new StructType()
                .add("rank", DataTypes.IntegerType, false)
                .add("item_id", DataTypes.StringType, false)
                .add("score", DataTypes.DoubleType, false);
        return published(
                RecommendationTables.POPULAR_ITEMS,
                untilItEnds(subject.run().spark().createDataFrame(rows, schema)));
    }

    /** user_id, places, model_version, variant, propensity. */
    private Dataset<Row> lists() {
        var seen = Interactions.perUser(subject.seen(end()), "seen");
        var audience = Assignment.allTo(served.champion())
                .assign(subject.activeUsers())
                .join(seen, Interactions.user(), "left");
        var scorers = served.scorers(Model::scorer, trainer.data().interactions());
        var made = TopLists.of(candidates, popular, scorers.toArray(Scorer[]::new))
                .arranged(rules.arrangement(available, candidates))
                .of(audience, subject.settings().lists().topN());
        return made.join(audience.drop("seen", "personal"), "user_id");
    }

    /** With {@code valid_until}: as long as lists hold, unless the item is no longer available before. */
    private Dataset<Row> untilItEnds(Dataset<Row> rows) {
        var listsHold = lit(end().plus(subject.settings().lists().validFor()));
        var ends = available.select(
                col("item_id"), least(col("available_until"), listsHold).as("valid_until"));
        return rows.join(ends, "item_id");
    }

    private Dataset<Row> published(Table table, Dataset<Row> rows) {
        return rows.withColumn("recommender", lit(subject.name()))
                .withColumn("logical_date", lit(subject.logicalDate()))
                .withColumn("run_id", lit(subject.run().runId()))
                .selectExpr(table.columnNames().toArray(String[]::new));
    }

    private Column listId() {
        var parts = concat_ws(
                "|",
                lit(subject.run().domain()),
                lit(subject.name()),
                col("user_id"),
                lit(subject.logicalDate().toString()),
                col("model_version"));
        return substring(sha2(parts.cast("binary"), HASH_BITS), 1, LIST_ID_DIGITS);
    }

    /** What a place says of the model it came from. */
    private Column byOrigin(Function<Model, String> says, String ofRule) {
        var chain = served.chain();
        Column said = lit(ofRule);
        for (int origin = 0; origin < chain.size(); origin++) {
            said = when(col("origin").equalTo(origin), says.apply(chain.get(origin)))
                    .otherwise(said);
        }
        return said;
    }

    private Column isPersonal() {
        return col("origin").equalTo(0).and(lit(!served.baselineWon()));
    }

    private Instant end() {
        return subject.run().window().end();
    }
}
