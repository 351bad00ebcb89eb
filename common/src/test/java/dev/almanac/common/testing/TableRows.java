package dev.almanac.common.testing;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Builds rows of a table from its contract: columns that are not named are null, {@code run_id} is "test". */
public final class TableRows {
    private static final String PROVENANCE = "test";

    private final Table table;
    private final List<String> json = new ArrayList<>();

    private TableRows(Table table) {
        this.table = table;
    }

    public static TableRows of(Table table) {
        return new TableRows(table);
    }

    /** Adds a row, as a JSON object with some of the contract's columns. */
    public TableRows row(String object) {
        json.add(object);
        return this;
    }

    /** Adds every line of a JSON Lines file. */
    public TableRows lines(Path file) {
        try {
            Files.readAllLines(file).stream().filter(line -> !line.isBlank()).forEach(json::add);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rows, with the contract's columns.
     *
     * @throws IllegalArgumentException when a row names a column the contract does not have, or leaves out a required one
     */
    public Dataset<Row> dataset() {
        var spark = SharedSpark.session();
        if (json.isEmpty()) {
            return spark.createDataFrame(List.of(), table.schema());
        }
        var lines = spark.createDataset(json, Encoders.STRING());
        requireKnownColumns(lines);
        var nullable = new StructType(table.columns().stream()
                .map(column -> new StructField(
                        column.name(), column.type(), true, column.field().metadata()))
                .toArray(StructField[]::new));
        var parsed = spark.read().schema(nullable).option("mode", "FAILFAST").json(lines);
        var rows = parsed.withColumns(provenance());
        var checked = spark.createDataFrame(rows.collectAsList(), nullable);
        requireRequired(checked);
        return checked;
    }

    private Map<String, org.apache.spark.sql.Column> provenance() {
        var columns = new HashMap<String, org.apache.spark.sql.Column>();
        for (var column : table.columns()) {
            if (column.traits().provenance() && column.type().equals(DataTypes.StringType)) {
                columns.put(column.name(), functions.coalesce(functions.col(column.name()), functions.lit(PROVENANCE)));
            }
        }
        return columns;
    }

    private void requireKnownColumns(Dataset<String> lines) {
        var named = lines.select(functions.explode(functions.expr("json_object_keys(value)")))
                .distinct()
                .collectAsList();
        for (var row : named) {
            if (!table.columnNames().contains(row.getString(0))) {
                throw new IllegalArgumentException("Table %s has no column %s.".formatted(table, row.getString(0)));
            }
        }
    }

    private void requireRequired(Dataset<Row> rows) {
        for (Column column : table.columns()) {
            if (!column.nullable()
                    && !rows.where(functions.col(column.name()).isNull()).isEmpty()) {
                throw new IllegalArgumentException(
                        "A row of table %s leaves out the required column %s.".formatted(table, column.name()));
            }
        }
    }
}
