package dev.almanac.jobs.recommend.model;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.TopLists;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.tables.CleanTables;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A few interactions and items written down by hand, and what a recipe makes of them. */
public final class Lesson {
    public static final Instant CUT = Instant.parse("2026-03-01T00:00:00Z");

    private static final StructType INTERACTION = new StructType()
            .add("user_id", DataTypes.StringType, false)
            .add("item_id", DataTypes.StringType, false)
            .add("weight", DataTypes.DoubleType, false)
            .add("rating", DataTypes.DoubleType)
            .add("last_at", DataTypes.TimestampType, false)
            .add("event_type", DataTypes.StringType)
            .add("events", DataTypes.LongType, false);

    private final List<Row> uses = new ArrayList<>();
    private final Map<String, Row> items = new LinkedHashMap<>();

    /** A user used an item so many days before the cut. */
    public Lesson use(String user, String item, double weight, double daysAgo) {
        var at = CUT.minus(Duration.ofMinutes(Math.round(daysAgo * 24 * 60)));
        uses.add(RowFactory.create(user, item, weight, weight, Timestamp.from(at), "used", 1L));
        items.computeIfAbsent(item, id -> itemRow(id, null, List.of(), null));
        return this;
    }

    /** Users with the items each used, as {@code "ann: a b c"}; weight 1, a day ago. */
    public static Lesson of(String... histories) {
        var lesson = new Lesson();
        for (var history : histories) {
            var parts = history.split(": ", -1);
            for (var item : parts[1].split(" ", -1)) {
                lesson.use(parts[0], item, 1, 1);
            }
        }
        return lesson;
    }

    /** What can be read of an item. */
    public Lesson item(String id, String title, List<String> tags, Instant availableFrom) {
        items.put(id, itemRow(id, title, tags, availableFrom));
        return this;
    }

    private static Row itemRow(String id, String title, List<String> tags, Instant availableFrom) {
        var from = availableFrom == null ? null : Timestamp.from(availableFrom);
        return RowFactory.create(id, title, null, tags.toArray(), null, Map.of(), from, null, null, "test", "run-0");
    }

    public TrainingData data() {
        var spark = SharedSpark.session();
        return TrainingData.of(
                spark.createDataFrame(uses, INTERACTION),
                spark.createDataFrame(List.copyOf(items.values()), CleanTables.ITEMS.schema()),
                spark.createDataFrame(List.<Row>of(), CleanTables.USERS.schema()),
                CUT);
    }

    /** A recipe and its parts, trained. */
    public static Model trained(Recommender recipe, TrainingData data) {
        var services = new RunContext.Services(SharedSpark.session(), Progress.SILENT, SharedSpark.MEMORY);
        var parts = recipe.parts().stream().map(part -> trained(part, data)).toList();
        return Model.trained(recipe, "test", data, new Training("test", 1, services, parts));
    }

    /** What the recipe itself lists for a user, as item ids, best first: nothing is filled up from popularity. */
    public List<String> list(Recommender recipe, String user, String... seen) {
        var data = data();
        var candidates = Candidates.of(data.items(), 100);
        var popularity = trained(new Popularity(), data);
        Dataset<Row> audience = SharedSpark.session()
                .range(1)
                .select(
                        lit(user).as("user_id"),
                        lit(true).as("personal"),
                        array(List.of(seen).stream().map(item -> lit(item)).toArray(Column[]::new))
                                .cast("array<string>")
                                .as("seen"));
        var scorer = trained(recipe, data).scorer();
        return TopLists.of(candidates, FixedOrder.of(popularity.scorer(), candidates), scorer)
                .of(audience, 100)
                .selectExpr("transform(filter(places, p -> p.origin = 0), p -> p.item_id) AS own")
                .select(col("own"))
                .head()
                .getList(0);
    }
}
