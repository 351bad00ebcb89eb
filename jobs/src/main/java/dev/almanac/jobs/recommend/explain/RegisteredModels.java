package dev.almanac.jobs.recommend.explain;

import static org.apache.spark.sql.functions.col;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.SegmentPopularity;
import dev.almanac.jobs.recommend.serving.Served;
import dev.almanac.jobs.recommend.settings.RecordedRecipe;
import dev.almanac.jobs.tables.ModelTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The models that serve a recommender, as {@code model_registry} has them.
 *
 * @param logicalDate the day of the lists they make
 * @param runId the run that made them
 * @param entries the champion's row and those of what it falls back on
 */
public record RegisteredModels(LocalDate logicalDate, String runId, List<Row> entries) {
    /** The champion, what is popular with users alike, and the better baseline. */
    private static final int MOST = 3;

    /**
     * Those that serve now; nothing where the recommender was never published.
     *
     * @param registry {@code model_registry} at one version
     */
    public static Optional<RegisteredModels> of(Dataset<Row> registry, String recommender) {
        var newest = registry.filter(col("recommender").equalTo(recommender))
                .filter(col("state").isin("champion", "fallback"))
                .orderBy(col("logical_date").desc(), col("state"), col("model_version"))
                .takeAsList(MOST);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Date day = newest.get(0).getAs("logical_date");
        var entries = newest.stream()
                .filter(row -> day.equals(row.getAs("logical_date")))
                .toList();
        return Optional.of(
                new RegisteredModels(day.toLocalDate(), entries.get(0).getAs("run_id"), entries));
    }

    /**
     * The models themselves, as far as they concern one user.
     *
     * @param published the tables of the publication that the registry is of
     */
    public Served models(Function<Table, Dataset<Row>> published, String userId) {
        Function<String, Map<Table, Dataset<Row>>> rows =
                version -> new ModelRows(published, logicalDate, version, userId);
        var champion = model("champion", false, rows).orElseThrow();
        var alike = model("fallback", true, rows);
        var fallback = model("fallback", false, rows).orElse(champion);
        return new Served(champion, alike, fallback);
    }

    private Optional<Model> model(String state, boolean ofUsersAlike, Function<String, Map<Table, Dataset<Row>>> rows) {
        return entries.stream()
                .filter(entry -> entry.getAs("state").equals(state))
                .map(entry -> model(entry, rows))
                .filter(model -> model.recipe() instanceof SegmentPopularity == ofUsersAlike)
                .findFirst();
    }

    private static Model model(Row entry, Function<String, Map<Table, Dataset<Row>>> rows) {
        var recorded = new RecordedRecipe(
                entry.getAs("recipe"), entry.getAs("algorithm"), entry.getJavaMap(entry.fieldIndex("parameters")));
        var recipe = recorded.known()
                .orElseThrow(() -> AlmanacException.cannot(
                        Failure.INPUT,
                        "explain lists of recipe " + recorded.name(),
                        "this version of Almanac has no algorithm %s with the settings %s"
                                .formatted(recorded.algorithm(), new TreeMap<>(recorded.parameters())),
                        "Run job recommend again"));
        var whole = new Origin(
                entry.<Timestamp>getAs("training_cut").toInstant(),
                // The registry does not count pairs, and no scorer asks.
                new TrainingData.Summary(entry.<Long>getAs("training_events"), 0, entry.getAs("training_data")));
        String version = entry.getAs("model_version");
        var tables = rows.apply(version);
        var parts = recipe instanceof Blend blend ? parts(blend, tables, rows, whole) : List.<Model>of();
        return whole.model(version, recipe, tables, parts);
    }

    private static List<Model> parts(
            Blend blend,
            Map<Table, Dataset<Row>> tables,
            Function<String, Map<Table, Dataset<Row>>> rows,
            Origin whole) {
        var versions = new HashMap<String, String>();
        tables.get(ModelTables.BLEND_PARTS)
                .select("part", "part_version")
                .collectAsList()
                .forEach(row -> versions.put(row.getString(0), row.getString(1)));
        return blend.ingredients().stream()
                .map(part -> {
                    var version = versions.get(part.name());
                    return whole.model(version, part.recipe(), rows.apply(version), List.of());
                })
                .toList();
    }

    /** What a model and its parts were trained on. */
    private record Origin(Instant cut, TrainingData.Summary learnt) {
        Model model(String version, Recommender recipe, Map<Table, Dataset<Row>> tables, List<Model> parts) {
            return new Model(version, recipe, cut, learnt, tables, parts);
        }
    }
}
