package dev.almanac.common.lake;

import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Inserts, updates and deletes by key with one MERGE. */
final class UpsertCommit {
    private static final String DELETED = "__deleted";
    private static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";
    private static final int MANY_PARTITIONS = 500;

    private final DeltaTables tables;
    private final String runId;

    UpsertCommit(DeltaTables tables, String runId) {
        this.tables = tables;
        this.runId = runId;
    }

    void apply(StagedChange change) {
        var table = change.table();
        var assignments = table.columnNames().stream()
                .collect(Collectors.toMap(name -> "t.`" + name + "`", name -> "s.`" + name + "`"));
        var spark = tables.spark();
        var conf = spark.conf();
        conf.set(USER_METADATA, runId);
        try {
            DeltaTable.forPath(spark, tables.warehouse().path(table).toString())
                    .as("t")
                    .merge(source(change).as("s"), condition(change))
                    .whenMatched("s." + DELETED)
                    .delete()
                    .whenMatched()
                    .updateExpr(assignments)
                    .whenNotMatched("NOT s." + DELETED)
                    .insertExpr(assignments)
                    .execute();
        } finally {
            conf.unset(USER_METADATA);
        }
    }

    private static Dataset<Row> source(StagedChange change) {
        var rows = change.rows().withColumn(DELETED, lit(false));
        return change.deletedKeys()
                .map(keys -> rows.unionByName(keys.withColumn(DELETED, lit(true)), true))
                .orElse(rows);
    }

    private String condition(StagedChange change) {
        var table = change.table();
        var onKey = table.key().stream()
                .map(name -> "t.`%s` = s.`%s`".formatted(name, name))
                .collect(Collectors.joining(" AND "));
        return change.deletedKeys().isPresent() ? onKey : onKey + touchedPartitions(table, change.rows());
    }

    /** Keeps the MERGE out of partitions that no staged row lies in. Deletions carry a key only, so they see all. */
    private static String touchedPartitions(Table table, Dataset<Row> rows) {
        var columns = table.layout().partitionBy();
        if (columns.isEmpty()) {
            return "";
        }
        Column[] partition = columns.stream().map(functions::col).toArray(Column[]::new);
        List<Row> touched =
                rows.select(partition).distinct().limit(MANY_PARTITIONS).collectAsList();
        if (touched.size() == MANY_PARTITIONS) {
            return "";
        }
        var conditions = touched.stream().map(row -> isPartition(columns, row)).collect(Collectors.joining(" OR "));
        return conditions.isEmpty() ? "" : " AND (" + conditions + ")";
    }

    private static String isPartition(List<String> columns, Row row) {
        var parts = new String[columns.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = "t.`%s` <=> %s".formatted(columns.get(i), literal(row.get(i)));
        }
        return Arrays.stream(parts).collect(Collectors.joining(" AND ", "(", ")"));
    }

    private static String literal(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof java.sql.Date || value instanceof LocalDate) {
            return "DATE '" + value + "'";
        }
        return value instanceof Number
                ? value.toString()
                : "'" + value.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
