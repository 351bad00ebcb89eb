package dev.almanac.jobs.ingest.mapping;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.contract.Attempt;
import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.Mapping;
import dev.almanac.jobs.ingest.settings.TimeFormat;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The mapping of one target column as expressions, in three steps that stand in columns of their own: the result of its
 * SQL, the text the source has, the typed value.
 *
 * @param column the target column
 * @param mapping how it is mapped
 * @param sqlType the type its SQL yields; text for mappings without
 * @param zone the zone of times without one
 */
record FieldMapping(dev.almanac.common.contract.Column column, Mapping mapping, DataType sqlType, ZoneId zone) {
    private static final String WHITE = " \t\r\n";
    /** Between hashed values, so that (ab, c) and (a, bc) differ. */
    private static final String UNIT = "\u001F";

    private static final String ABSENT = "\u0000";

    String name() {
        return column.name();
    }

    String sqlName() {
        return "__sql_" + name();
    }

    String textName() {
        return "__text_" + name();
    }

    String valueName() {
        return "__value_" + name();
    }

    boolean isTime() {
        return column.type().equals(DataTypes.TimestampType);
    }

    /** The SQL's struct, or nothing. */
    Optional<Column> sql() {
        return mapping.sql().map(sql -> Attempt.of(sql).as(sqlName()));
    }

    /** What the source says, trimmed; null for nothing. */
    Column text() {
        Column said;
        if (mapping.sql().isPresent()) {
            said = result().cast(DataTypes.StringType);
        } else if (mapping.from().isPresent()) {
            said = source(mapping.from().get());
        } else if (!mapping.hashOf().isEmpty()) {
            said = hash();
        } else {
            said = Rows.none(DataTypes.StringType);
        }
        var filled = when(trim(said, WHITE).notEqual(""), trim(said, WHITE));
        return mapping.constant()
                .map(constant -> coalesce(filled, lit(constant)))
                .orElse(filled)
                .as(textName());
    }

    /** The value in the target's type; null where there is none or it cannot be one. */
    Column value() {
        var text = col(textName());
        Column value;
        if (isTyped()) {
            var typed = Conversion.typed(result(), column.type());
            value = mapping.constant().isPresent() ? coalesce(typed, converted(text)) : typed;
        } else {
            value = converted(named(text));
        }
        return value.as(valueName());
    }

    /** The reason why there is no such value, though the source has something; null when all is well. */
    Column problem() {
        var text = col(textName());
        var problem = when(
                text.isNotNull()
                        .and(named(text).isNull())
                        .and(lit(!mapping.values().isEmpty())),
                QuarantineReason.UNKNOWN_VALUE.code());
        if (mapping.sql().isPresent()) {
            problem = problem.when(col(sqlName()).isNull(), QuarantineReason.EXPRESSION_FAILED.code());
        }
        var wrong = isTime() ? QuarantineReason.BAD_TIMESTAMP : QuarantineReason.TYPE_MISMATCH;
        return problem.when(named(text).isNotNull().and(col(valueName()).isNull()), wrong.code());
    }

    private boolean isTyped() {
        return !sqlType.equals(DataTypes.StringType)
                && !column.type().equals(DataTypes.StringType)
                && mapping.values().isEmpty();
    }

    private Column converted(Column text) {
        return isTime()
                ? Conversion.time(
                        text,
                        mapping.time().orElse(TimeFormat.ISO),
                        mapping.time().flatMap(TimeFormat::zone).orElse(zone))
                : Conversion.value(text, column.type());
    }

    private Column result() {
        return col(sqlName()).getField(Attempt.RESULT);
    }

    private Column hash() {
        var parts = mapping.hashOf().stream()
                .map(name -> coalesce(source(name), lit(ABSENT)))
                .toArray(Column[]::new);
        return sha2(concat_ws(UNIT, parts), 256);
    }

    /** What the target calls a value. */
    private Column named(Column text) {
        if (mapping.values().isEmpty()) {
            return text;
        }
        var names = new TreeMap<>(mapping.values());
        var others = Optional.ofNullable(names.remove(Mapping.OTHERS));
        var named = when(text.isNull(), Rows.none(DataTypes.StringType));
        for (var name : names.entrySet()) {
            named = named.when(text.equalTo(name.getKey()), name.getValue());
        }
        return others.map(named::otherwise).orElse(named);
    }

    private static Column source(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
