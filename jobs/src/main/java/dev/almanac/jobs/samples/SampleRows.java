package dev.almanac.jobs.samples;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.transform;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.samples.SourcePlan.Origin;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows that sources are made of, with everything a source's SQL expressions may name. Every row has
 * {@code history_start}, {@code history_end}, {@code user_count} and {@code item_count}, and the draws of its plan.
 * {@link LatentRows} says what else.
 */
final class SampleRows {
    private static final long SMALL = 200_000;

    private final GeneratorPlan plan;
    private final LatentRows latent;
    private final DrawColumns draws;

    SampleRows(GeneratorPlan plan, LatentRows latent, DrawColumns draws) {
        this.plan = plan;
        this.latent = latent;
        this.draws = draws;
    }

    /** @throws AlmanacException of kind CONFIG if the origin names rows that the plan does not have */
    Dataset<Row> of(String source, Origin origin) {
        Dataset<Row> rows = named(source, origin.rows());
        for (String beside : origin.with()) {
            rows = join(source, rows, origin, beside);
        }
        return rows.where(functions.expr(origin.where()));
    }

    private Dataset<Row> named(String source, String rows) {
        String kind = rows.replaceFirst("/.*", "");
        String name = rows.replaceFirst("^[^/]*/?", "");
        return switch (kind) {
            case "users" -> users();
            case "items" -> items(name, known(source, rows, plan.items(), name));
            case "interests" -> withUserId(latent.interests());
            case "series" ->
                withUserId(latent.series(name, known(source, rows, plan.users().series(), name)));
            case "events" -> events(name, known(source, rows, plan.activities(), name));
            case "shown" -> shown(name, known(source, rows, plan.activities(), name));
            default ->
                throw unknown(
                        source, rows, "users, items/<kind>, series/<name>, events/<activity> or shown/<activity>");
        };
    }

    private Dataset<Row> users() {
        return draws.add(
                constants(named(latent.users()).withColumn("id", id(plan.users().id(), "no"))),
                "users",
                plan.users().draws(),
                "no");
    }

    private Dataset<Row> items(String kind, GeneratorPlan.ItemPlan items) {
        Dataset<Row> all = latent.items(kind);
        Dataset<Row> rows = items.owned() ? withUserId(all) : constants(named(all.drop("user_no")));
        return draws.add(rows.withColumn("id", id(items.id(), "no")), "items " + kind, items.draws(), "no");
    }

    private Dataset<Row> events(String name, ActivityPlan activity) {
        return draws.add(
                withItemId(latent.events(name), activity), "events " + name, activity.draws(), "user_no", "seq");
    }

    private Dataset<Row> shown(String name, ActivityPlan activity) {
        return withItemId(latent.shown(name), activity);
    }

    private Dataset<Row> withItemId(Dataset<Row> rows, ActivityPlan activity) {
        String pattern = activity.items().equals(ActivityPlan.USERS)
                ? plan.users().id()
                : plan.items().get(activity.items()).id();
        return withUserId(rows).withColumn("item_id", id(pattern, "item_no"));
    }

    private Dataset<Row> withUserId(Dataset<Row> rows) {
        return constants(named(rows).withColumn("user_id", id(plan.users().id(), "user_no")));
    }

    /** Topics by name, and times as timestamps. */
    private Dataset<Row> named(Dataset<Row> rows) {
        Column names = array(plan.topicNames().stream().map(name -> lit(name)).toArray(Column[]::new));
        Dataset<Row> readable = rows;
        for (String column : rows.columns()) {
            if (column.equals("topic")) {
                readable = readable.withColumn(
                        column, element_at(names, col(column).plus(1)));
            } else if (column.equals("favourites")) {
                readable = readable.withColumn(column, transform(col(column), no -> element_at(names, no.plus(1))));
            } else if (column.equals("at") || column.startsWith("available_") || column.endsWith("_at")) {
                readable = readable.withColumn(column, timestamp_seconds(col(column)));
            }
        }
        return readable;
    }

    private Dataset<Row> constants(Dataset<Row> rows) {
        return rows.withColumns(Map.of(
                "history_start", timestamp_seconds(lit(latent.calendar().start())),
                "history_end", timestamp_seconds(lit(latent.calendar().finish())),
                "user_count", lit(latent.size().users()),
                "item_count", lit(latent.size().items())));
    }

    private Dataset<Row> join(String source, Dataset<Row> rows, Origin origin, String beside) {
        Dataset<Row> others = switch (beside) {
            case "user" -> users();
            case "item" -> named(source, itemRows(source, origin.rows()));
            default -> throw unknown(source, beside, "user or item");
        };
        Dataset<Row> first = others.where("version = 1").select(struct("*").as(beside));
        boolean small = Math.max(latent.size().users(), latent.size().items()) <= SMALL;
        return rows.join(small ? broadcast(first) : first, col(beside + ".no").equalTo(col(beside + "_no")));
    }

    private String itemRows(String source, String rows) {
        String name = rows.replaceFirst("^[^/]*/?", "");
        String items = known(source, rows, plan.activities(), name).items();
        return items.equals(ActivityPlan.USERS) ? items : "items/" + items;
    }

    private static Column id(String pattern, String number) {
        return format_string(pattern, col(number));
    }

    private static <T> T known(String source, String rows, Map<String, T> plans, String name) {
        T found = plans.get(name);
        if (found == null) {
            throw unknown(source, rows, "one of " + plans.keySet() + " after the slash");
        }
        return found;
    }

    private static AlmanacException unknown(String source, String rows, String allowed) {
        return AlmanacException.cannot(
                Failure.CONFIG,
                "generate source '" + source + "'",
                "there are no rows '" + rows + "'",
                "Write " + allowed);
    }
}
