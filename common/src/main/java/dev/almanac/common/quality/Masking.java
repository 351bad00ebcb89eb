package dev.almanac.common.quality;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Shows rows in messages without showing what belongs to a person. */
public final class Masking {
    private static final String MASK = "***";

    private Masking() {}

    /** The rows as {@code {column=value, ...}}, personal values as {@code ***}. */
    public static String rows(Table table, List<Row> rows) {
        return rows.stream().map(row -> row(table, row)).collect(Collectors.joining(", "));
    }

    private static String row(Table table, Row row) {
        return table.columns().stream()
                .map(column -> column.name() + "=" + value(column, row))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Object value(Column column, Row row) {
        Object value = row.getAs(column.name());
        return column.isPersonal() && value != null ? MASK : value;
    }
}
