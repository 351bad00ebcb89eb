package dev.almanac.benchmarks.occupations;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.config.Nearest;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.recommend.content.ContentSimilarity;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.TopLists;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.CleanTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Which items the nightly content model calls alike, by what is written of them and nothing else. */
final class Likeness {
    private static final int MOST_CANDIDATES = 1_000_000;

    private final TrainingData data;
    private final Model model;
    private final Map<String, String> titles = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    /** @param items as {@link Occupations#items} gives them; their titles differ and fit in memory */
    Likeness(SparkSession spark, Dataset<Row> items, ContentSimilarity recipe, Progress progress) {
        var nobody = spark.createDataFrame(List.<Row>of(), CleanTables.USERS.schema());
        this.data = TrainingData.of(nobodysUse(spark), items.localCheckpoint(), nobody, Instant.EPOCH);
        var services = new RunContext.Services(
                spark, progress, (key, compute) -> compute.get().localCheckpoint());
        this.model = Model.trained(recipe, "occupations", data, new Training("words", 0, services));
        for (var row : data.items().select("item_id", "title").collectAsList()) {
            titles.put(row.getString(0), row.getString(1));
            ids.put(row.getString(1), row.getString(0));
        }
    }

    private static Dataset<Row> nobodysUse(SparkSession spark) {
        return spark.sql("SELECT '' AS user_id, '' AS item_id, 1D AS weight, CAST(NULL AS DOUBLE) AS rating,"
                + " TIMESTAMP '1970-01-01' AS last_at, '' AS event_type, 1L AS events WHERE false");
    }

    /**
     * Another item.
     *
     * @param score the cosine of their terms
     */
    record Alike(int rank, String title, double score) {}

    /** An item and those most like it, best first. */
    record Neighbourhood(String title, List<Alike> alike) {}

    /** @throws AlmanacException of kind CONFIG when no item has a title */
    List<Neighbourhood> around(List<String> wanted, int n) {
        wanted.forEach(this::requireKnown);
        var candidates = Candidates.of(data.items(), MOST_CANDIDATES);
        var lists = TopLists.of(
                        candidates, FixedOrder.of(new double[candidates.size()]), ContentSimilarity.between(model))
                .of(audience(wanted), n);
        var found = new HashMap<String, List<Alike>>();
        for (var row : lists.collectAsList()) {
            found.put(titles.get(row.<String>getAs("user_id")), alike(row.getList(row.fieldIndex("places"))));
        }
        return wanted.stream()
                .map(title -> new Neighbourhood(title, found.get(title)))
                .toList();
    }

    private Dataset<Row> audience(List<String> wanted) {
        return data.items()
                .filter(col("title").isInCollection(wanted))
                .select(
                        col("item_id").as("user_id"),
                        lit(true).as("personal"),
                        array(col("item_id")).as("seen"));
    }

    private List<Alike> alike(List<Row> places) {
        var alike = new ArrayList<Alike>();
        for (var place : places) {
            if (place.<Integer>getAs("origin") == 0) {
                alike.add(
                        new Alike(alike.size() + 1, titles.get(place.<String>getAs("item_id")), place.getAs("score")));
            }
        }
        return List.copyOf(alike);
    }

    private void requireKnown(String title) {
        if (!ids.containsKey(title)) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "find what is like '" + title + "'",
                    "no occupation has this title" + Nearest.hint(title, ids.keySet()),
                    "Pass a title of occupations.csv.gz as --like");
        }
    }
}
