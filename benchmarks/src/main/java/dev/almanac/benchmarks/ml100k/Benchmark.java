package dev.almanac.benchmarks.ml100k;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.recommend.evaluate.Exam;
import dev.almanac.jobs.recommend.evaluate.Metric;
import dev.almanac.jobs.recommend.evaluate.Resamples;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;
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
    private static final int SPLIT_SEED = 42;
    private static final int FEWEST_RESAMPLES = 1;
    private static final double NANOS = 1e9;
    /** A random split has no moment in time; every model and the exam get the same. */
    private static final Instant CUT = Instant.EPOCH;

    private static final StructType PAIR =
            new StructType().add("user_id", DataTypes.StringType, false).add("item_id", DataTypes.StringType, false);

    private final SparkSession spark;
    private final Progress progress;
    private final TrainingData data;
    private final Exam exam;

    /**
     * @param ratings all ratings in the order of their file
     * @param progress told what is being done
     */
    Benchmark(SparkSession spark, List<Rating> ratings, Progress progress) {
        this.spark = spark;
        this.progress = progress;
        var split = Split.byItem(ratings, SPLIT_SEED);
        var train = frame(split.train());
        var interactions = train.withColumn("weight", lit(1.0))
                .withColumn("events", lit(1L))
                .cache();
        this.data = TrainingData.of(interactions, train.select("item_id").distinct(), CUT);
        this.exam = exam(train, frame(split.test()));
    }

    /** Popularity once, then the recipe once per seed. */
    Result run(Recommender recipe, List<Long> seeds) {
        var popularity = trained(new Popularity(), 0);
        var rows = new ArrayList<Result.Line>();
        rows.add(line(new Popularity(), 0, popularity));
        for (long seed : seeds) {
            rows.add(line(recipe, seed, popularity));
        }
        return new Result(List.copyOf(rows), Result.PUBLISHED);
    }

    private Result.Line line(Recommender recipe, long seed, Model popularity) {
        long begin = System.nanoTime();
        var model = trained(recipe, seed);
        model.tables().values().forEach(Dataset::count);
        long trained = System.nanoTime();
        progress.doing("listing " + recipe.algorithm() + ", seed " + seed);
        var order = FixedOrder.of(popularity.scorer(), exam.candidates());
        var lists = exam.lists(model, order).cache();
        lists.count();
        long listed = System.nanoTime();
        var figures = exam.figures(exam.metrics(lists));
        lists.unpersist();
        return new Result.Line(
                recipe.algorithm(),
                seed,
                recipe.parameters(),
                score(figures),
                (trained - begin) / NANOS,
                (listed - trained) / NANOS);
    }

    private Model trained(Recommender recipe, long seed) {
        RunContext.Memory memory = (key, compute) -> compute.get().cache();
        var services = new RunContext.Services(spark, progress, memory);
        var parts = recipe.parts().stream().map(part -> trained(part, seed)).toList();
        var training = new Training(recipe.algorithm() + "-" + seed, seed, services, parts);
        return Model.trained(recipe, "ml-100k", data, training);
    }

    private static Score score(Resamples figures) {
        return new Score(
                figures.of(Metric.MAP_OVER_RELEVANT).value(),
                figures.of(Metric.NDCG).value(),
                figures.of(Metric.PRECISION).value(),
                figures.of(Metric.RECALL).value());
    }

    private Exam exam(Dataset<Row> train, Dataset<Row> test) {
        var seen = perUser(train, "seen");
        var relevant = perUser(test, "relevant");
        var audience =
                relevant.join(seen, "user_id").withColumn("personal", lit(true)).cache();
        var candidates = Candidates.of(data.items(), Integer.MAX_VALUE - 1);
        return new Exam(CUT, candidates, audience, new Exam.Scale(K, FEWEST_RESAMPLES, SPLIT_SEED));
    }

    private static Dataset<Row> perUser(Dataset<Row> pairs, String column) {
        return pairs.groupBy("user_id")
                .agg(functions.collect_set(col("item_id")).as(column));
    }

    private Dataset<Row> frame(List<Rating> ratings) {
        var rows = ratings.stream()
                .map(rating -> RowFactory.create(rating.user(), rating.item()))
                .toList();
        return spark.createDataFrame(rows, PAIR);
    }
}
