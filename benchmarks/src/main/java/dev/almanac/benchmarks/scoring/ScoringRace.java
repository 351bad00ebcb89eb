package dev.almanac.benchmarks.scoring;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.transform;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Progress;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.TopLists;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.ModelTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The lists of every user by the same factors, made by {@link TopLists} and by MLlib's {@code recommendForAllUsers}, both
 * without what the user has seen. MLlib cannot leave anything out, so it is asked for as many more as anybody has seen.
 */
final class ScoringRace {
    private static final double NANOS = 1e9;
    private static final int SEED = 7;
    private static final int ITERATIONS = 2;
    private static final double SKEW = 2;

    private final ALSModel model;
    private final Dataset<Row> seen;
    private final int mostSeen;
    private final int top;
    private final TopLists lists;
    private final Progress progress;

    /**
     * @param seen of each user, at most: items are drawn with repetition
     * @param rank of the factors
     * @param top how long a list is
     */
    record Size(int users, int items, int seen, int rank, int top) {}

    /** @param agreement the share of users for whom both ways list the same items */
    record Laps(List<Double> topLists, List<Double> mllib, double agreement) {}

    ScoringRace(SparkSession spark, Size size, Progress progress) {
        this.progress = progress;
        this.top = size.top();
        progress.doing("training on users with " + size.seen() + " items each");
        var pairs = pairs(spark, size).cache();
        this.model = new ALS()
                .setRank(size.rank())
                .setMaxIter(ITERATIONS)
                .setSeed(SEED)
                .setImplicitPrefs(true)
                .setUserCol("user")
                .setItemCol("item")
                .setRatingCol("uses")
                .fit(pairs);
        this.seen = pairs.groupBy("user").agg(collect_set("item").as("seen")).cache();
        this.mostSeen = seen.agg(max(size(col("seen")))).first().getInt(0);
        var candidates = Candidates.of(named(model.itemFactors(), "item_id"), size.items());
        this.lists = TopLists.of(
                candidates,
                FixedOrder.of(new double[candidates.size()]),
                asPublished().scorer());
    }

    /** A few items are used a lot, as in life. */
    private static Dataset<Row> pairs(SparkSession spark, Size size) {
        return spark.range(size.users())
                .select(col("id").cast("int").as("user"), explode(sequence(lit(1), lit(size.seen()))))
                .select(
                        col("user"),
                        floor(pow(rand(SEED), lit(SKEW)).multiply(lit(size.items())))
                                .cast("int")
                                .as("item"),
                        lit(1f).as("uses"))
                .dropDuplicates("user", "item");
    }

    /** MLlib's model as the nightly job reads it from its tables. */
    private Model asPublished() {
        var tables = Map.<Table, Dataset<Row>>of(
                ModelTables.ALS_USER_FACTORS, named(model.userFactors(), "user_id"),
                ModelTables.ALS_ITEM_FACTORS, named(model.itemFactors(), "item_id"));
        tables.values().forEach(factors -> factors.cache().count());
        var recipe = new ImplicitAls(model.rank(), ITERATIONS, 1, 0.1, 2);
        return new Model("race", recipe, Instant.EPOCH, new TrainingData.Summary(0, 0, ""), tables, List.of());
    }

    private static Dataset<Row> named(Dataset<Row> factors, String id) {
        return factors.select(col("id").cast("string").as(id), col("features").as("factors"));
    }

    /** Both in turn; the first rounds are not counted. */
    Laps run(int warmUp, int rounds) {
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (int round = 1; round <= warmUp + rounds; round++) {
            progress.doing("round %d of %d".formatted(round, warmUp + rounds));
            double lap = seconds(byTopLists());
            double peer = seconds(byMllib());
            if (round > warmUp) {
                ours.add(lap);
                theirs.add(peer);
            }
        }
        return new Laps(ours, theirs, agreement());
    }

    /** user_id, items. */
    private Dataset<Row> byTopLists() {
        var audience = seen.select(
                col("user").cast("string").as("user_id"),
                lit(true).as("personal"),
                transform(col("seen"), item -> item.cast("string")).as("seen"));
        return lists.of(audience, top)
                .select(col("user_id"), col("places.item_id").as("items"));
    }

    /** user_id, items. */
    private Dataset<Row> byMllib() {
        var unseen = filter(col("recommendations"), place -> not(array_contains(col("seen"), place.getField("item"))));
        return model.recommendForAllUsers(top + mostSeen)
                .join(seen, "user")
                .select(
                        col("user").cast("string").as("user_id"),
                        transform(
                                        slice(unseen, 1, top),
                                        place -> place.getField("item").cast("string"))
                                .as("items"));
    }

    private static double seconds(Dataset<Row> lists) {
        long begin = System.nanoTime();
        lists.write().format("noop").mode("overwrite").save();
        return (System.nanoTime() - begin) / NANOS;
    }

    /** Rounding may swap neighbours at the list's end, so this is near 1, not always 1. */
    private double agreement() {
        var mllib = byMllib().select(col("user_id"), col("items").as("others"));
        var differing = array_except(col("items"), col("others"));
        return byTopLists()
                .join(mllib, "user_id")
                .select(size(differing).equalTo(0).cast("double").as("same"))
                .agg(avg("same"))
                .first()
                .getDouble(0);
    }
}
