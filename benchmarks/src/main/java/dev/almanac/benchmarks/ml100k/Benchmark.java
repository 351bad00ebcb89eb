package dev.almanac.benchmarks.ml100k;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.recommend.evaluate.Exam;
import dev.almanac.jobs.recommend.evaluate.ItemKnowledge;
import dev.almanac.jobs.recommend.evaluate.Judgement;
import dev.almanac.jobs.recommend.evaluate.Metric;
import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.recommend.search.Search;
import dev.almanac.jobs.tables.CleanTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The protocol of the LF Recommenders table for MovieLens 100K, run with the recommenders, lists and metrics that the
 * nightly job uses: every rating counts as positive, candidates are the items in training, seen items are left out, k =
 * 10, MAP divided by the number of relevant items, the mean over users with something to be found who were in training.
 */
public final class Benchmark {
    private static final int K = 10;
    private static final int RESAMPLING_SEED = 42;
    private static final int FEWEST_RESAMPLES = 1;
    private static final double NANOS = 1e9;
    /** Splits other than by time have no moment; every model and the exam get the same. */
    private static final Instant CUT = Instant.EPOCH;

    private static final StructType RATING = new StructType()
            .add("user_id", DataTypes.StringType, false)
            .add("item_id", DataTypes.StringType, false)
            .add("rating", DataTypes.DoubleType, false);

    private final SparkSession spark;
    private final Way way;
    private final Split split;
    private final Progress progress;
    private final TrainingData data;
    private final Exam exam;

    /**
     * @param ratings in the order of the file
     * @param way how those to be found are chosen
     * @param progress told what is being done
     */
    Benchmark(SparkSession spark, List<Rating> ratings, Way way, Progress progress) {
        this.spark = spark;
        this.progress = progress;
        this.way = way;
        this.split = way.split(spark, ratings);
        var train = frame(split.train());
        var interactions = train.withColumn("weight", lit(1.0))
                .withColumn("last_at", lit(CUT))
                .withColumn("event_type", lit("rated"))
                .withColumn("events", lit(1L))
                .cache();
        this.data = TrainingData.of(interactions, items(train), noUsers(spark), CUT);
        this.exam = exam(train, frame(split.test()));
    }

    private static Dataset<Row> noUsers(SparkSession spark) {
        return spark.createDataFrame(List.<Row>of(), CleanTables.USERS.schema());
    }

    /** Ids are all that is known of the items. */
    private static Dataset<Row> items(Dataset<Row> train) {
        return train.select("item_id")
                .distinct()
                .selectExpr(
                        "item_id",
                        "CAST(NULL AS STRING) AS title",
                        "CAST(NULL AS STRING) AS category",
                        "CAST(NULL AS ARRAY<STRING>) AS tags",
                        "CAST(NULL AS STRING) AS text",
                        "CAST(NULL AS TIMESTAMP) AS available_from");
    }

    /**
     * The best recipe of each algorithm, and the best blend of them, by a search inside the training part: it is split
     * again in the same way.
     */
    List<Recommender> searched(Search.Plan plan) {
        var inside = new Benchmark(spark, split.train(), way, progress);
        var popularity = inside.trained(new Popularity(), 0);
        int all = plan.trials() + plan.blends();
        Search.Judge judge = (number, recipe) -> {
            progress.doing("trial %d of %d: %s".formatted(number, all, recipe.algorithm()));
            var found = inside.line(recipe, plan.seed(), popularity);
            return new Search.Figures(
                    found.score().ndcg(), inside.exam.audience().count());
        };
        var trials = new Search(plan, () -> true, judge).run();
        return Search.best(trials).values().stream().map(Search.Trial::recipe).toList();
    }

    /** Popularity once, then every recipe once per seed. */
    Result run(List<Recommender> recipes, List<Long> seeds) {
        var popularity = trained(new Popularity(), 0);
        var rows = new ArrayList<Result.Line>();
        rows.add(line(new Popularity(), 0, popularity));
        for (var recipe : recipes) {
            seeds.forEach(seed -> rows.add(line(recipe, seed, popularity)));
        }
        return new Result(List.copyOf(rows), way == Way.ITEM ? Result.PUBLISHED : List.of());
    }

    private Result.Line line(Recommender recipe, long seed, Model popularity) {
        long begin = System.nanoTime();
        var model = trained(recipe, seed);
        model.tables().values().forEach(Dataset::count);
        long trained = System.nanoTime();
        progress.doing("listing " + recipe.algorithm() + ", seed " + seed);
        var order = FixedOrder.of(popularity.scorer(), exam.candidates());
        var lists = exam.lists(model, order, Arrangement.BY_SCORE).cache();
        lists.count();
        long listed = System.nanoTime();
        var judgement = exam.judge(lists);
        lists.unpersist();
        return new Result.Line(
                recipe.algorithm(),
                seed,
                recipe.parameters(),
                score(judgement),
                (trained - begin) / NANOS,
                (listed - trained) / NANOS);
    }

    private Model trained(Recommender recipe, long seed) {
        RunContext.Memory memory = (key, compute) -> compute.get().localCheckpoint();
        var services = new RunContext.Services(spark, progress, memory);
        var parts = recipe.parts().stream().map(part -> trained(part, seed)).toList();
        var training = new Training(recipe.algorithm() + "-" + seed, seed, services, parts);
        return Model.trained(recipe, "ml-100k", data, training);
    }

    private static Score score(Judgement judgement) {
        return new Score(
                judgement.of(Metric.MAP_OVER_RELEVANT, K).value(),
                judgement.of(Metric.NDCG, K).value(),
                judgement.of(Metric.PRECISION, K).value(),
                judgement.of(Metric.RECALL, K).value());
    }

    private Exam exam(Dataset<Row> train, Dataset<Row> test) {
        var seen = perUser(train, "seen");
        var relevant = perUser(test, "relevant");
        var audience = relevant.join(seen, "user_id")
                .withColumn("personal", lit(true))
                .withColumn("segments", lit(null).cast("array<string>"))
                .cache();
        var candidates = Candidates.of(data.items(), Integer.MAX_VALUE - 1);
        var scale = new Exam.Scale(K, List.of(), FEWEST_RESAMPLES, RESAMPLING_SEED);
        var knowledge = ItemKnowledge.of(data.items(), data.interactions(), candidates, CUT, 1);
        return new Exam(CUT, candidates, knowledge, audience, scale);
    }

    private static Dataset<Row> perUser(Dataset<Row> pairs, String column) {
        return pairs.groupBy("user_id")
                .agg(functions.collect_set(col("item_id")).as(column));
    }

    private Dataset<Row> frame(List<Rating> ratings) {
        var rows = ratings.stream()
                .map(rating -> RowFactory.create(rating.user(), rating.item(), rating.stars()))
                .toList();
        return spark.createDataFrame(rows, RATING);
    }
}
