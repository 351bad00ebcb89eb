package dev.almanac.jobs.ingest.mapping;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_contains_key;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.ingest.settings.SourceSettings;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Decides whether a typed row can be taken, and names the first reason why not. */
final class RowChecks {
    private static final int SHOWN = 100;

    private final Source source;
    private final List<FieldMapping> fields;

    RowChecks(Source source, List<FieldMapping> fields) {
        this.source = source;
        this.fields = fields;
    }

    /**
     * The first problem of a row, as a struct of reason and detail, or null. Of a deletion only what identifies the row
     * must be right.
     */
    Column problem() {
        var problems = new ArrayList<Column>();
        if (source.settings().rules().strict()) {
            problems.add(when(
                    size(col(Rows.UNKNOWN)).gt(0),
                    problem(lit(QuarantineReason.UNKNOWN_COLUMN.code()), array_join(col(Rows.UNKNOWN), ", "))));
        }
        for (var field : fields) {
            var wrong = coalesce(field.problem(), missing(field), outOfTime(field));
            var shown = concat(
                    lit(field.name() + ": "),
                    coalesce(concat(lit("'"), left(col(field.textName()), lit(SHOWN)), lit("'")), lit("no value")));
            var counts = identifies(field) ? lit(true) : not(col(Rows.DELETED));
            problems.add(when(wrong.isNotNull().and(counts), problem(wrong, shown)));
        }
        return coalesce(problems.toArray(Column[]::new));
    }

    /** Puts aside the rows that break a rule of the table; a rule that yields null is kept. */
    Dataset<Row> rules(Dataset<Row> rows) {
        var checked = rows;
        for (var rule : source.table().constraints()) {
            var broken = col(Rows.REASON)
                    .isNull()
                    .and(not(col(Rows.DELETED)))
                    .and(not(coalesce(expr(rule.condition()), lit(true))));
            checked = checked.withColumn("__broken", broken)
                    .withColumn(Rows.DETAIL, when(col("__broken"), rule.name()).otherwise(col(Rows.DETAIL)))
                    .withColumn(
                            Rows.REASON,
                            when(col("__broken"), QuarantineReason.RULE_BROKEN.code())
                                    .otherwise(col(Rows.REASON)));
        }
        return checked;
    }

    private boolean identifies(FieldMapping field) {
        return source.table().key().contains(field.name())
                || (source.kind() == SourceSettings.Kind.CHANGES && field.name().equals(Source.UPDATED_AT));
    }

    private Column missing(FieldMapping field) {
        boolean required = !field.column().nullable() || identifies(field);
        if (!required) {
            return Rows.none(DataTypes.StringType);
        }
        var isKey = identifies(field) || Set.of("user_id", "item_id").contains(field.name());
        var otherwise = isKey ? QuarantineReason.MISSING_KEY : QuarantineReason.MISSING_VALUE;
        var noColumn = lit(false);
        if (source.format().hasHeader()) {
            for (var name : field.mapping().references()) {
                var outer = name.split("\\.", 2)[0];
                noColumn = noColumn.or(not(map_contains_key(col(Rows.VALUES), name))
                        .and(not(map_contains_key(col(Rows.VALUES), outer))));
            }
        }
        return when(
                col(field.valueName()).isNull(),
                when(noColumn, QuarantineReason.MISSING_COLUMN.code()).otherwise(otherwise.code()));
    }

    /** Times that say when something happened must lie in the past; others, such as an expiry, need not. */
    private Column outOfTime(FieldMapping field) {
        boolean happened =
                source.table().eventTime().filter(field.name()::equals).isPresent()
                        || Set.of(Source.UPDATED_AT, "created_at").contains(field.name());
        if (!happened) {
            return Rows.none(DataTypes.StringType);
        }
        var rules = source.settings().rules();
        var tolerance = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(rules.futureTolerance()));
        var time = col(field.valueName());
        return when(
                        unix_micros(time).gt(unix_micros(col(Rows.LANDED)).plus(tolerance)),
                        QuarantineReason.TIME_IN_FUTURE.code())
                .when(time.lt(lit(Timestamp.from(rules.earliestInstant()))), QuarantineReason.TIME_TOO_EARLY.code());
    }

    private static Column problem(Column reason, Column detail) {
        return struct(reason.as("reason"), detail.as("detail"));
    }
}
