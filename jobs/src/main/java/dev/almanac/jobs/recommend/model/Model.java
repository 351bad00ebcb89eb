package dev.almanac.jobs.recommend.model;

import dev.almanac.common.contract.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A trained model.
 *
 * @param version its name in every table
 * @param recipe what trained it
 * @param cut only events before this moment were seen in training
 * @param learnt from what
 * @param tables its rows by model table, as {@link Recommender#train} yields them
 * @param parts the models it was made of, in the order of {@link Recommender#parts}
 */
public record Model(
        String version,
        Recommender recipe,
        Instant cut,
        TrainingData.Summary learnt,
        Map<Table, Dataset<Row>> tables,
        List<Model> parts) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HH").withZone(ZoneOffset.UTC);
    private static final int SHORT_HASH = 12;

    /** Trains a recipe and names the result after everything it came from, so the same training has the same name. */
    public static Model trained(Recommender recipe, String madeFor, TrainingData data, Training training) {
        training.services().progress().doing("training " + training.step());
        var origin = String.join(
                "|", madeFor, settingsHash(recipe), data.summary().contentHash(), Long.toString(training.seed()));
        var version = "%s-%s-%s"
                .formatted(
                        recipe.algorithm(),
                        STAMP.format(data.cut()),
                        DigestUtils.sha256Hex(origin).substring(0, SHORT_HASH));
        return new Model(version, recipe, data.cut(), data.summary(), recipe.train(data, training), training.parts());
    }

    public Dataset<Row> rows(Table table) {
        return tables.get(table);
    }

    public Scorer scorer() {
        return recipe.scorer(this);
    }

    /** The same for the same algorithm and settings, in any JVM. */
    public static String settingsHash(Recommender recipe) {
        return DigestUtils.sha256Hex(recipe.algorithm() + new TreeMap<>(recipe.parameters()))
                .substring(0, SHORT_HASH);
    }
}
