package dev.almanac.jobs.recommend.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.tables.ModelTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A model's rows by model table, of users only one's. A table is opened when it is asked for: few are. */
final class ModelRows extends AbstractMap<Table, Dataset<Row>> {
    private static final String USER = "user_id";

    private final Function<Table, Dataset<Row>> published;
    private final LocalDate logicalDate;
    private final String modelVersion;
    private final String userId;
    private final Map<Table, Dataset<Row>> opened = new HashMap<>();

    /** @param published the tables of one publication */
    ModelRows(Function<Table, Dataset<Row>> published, LocalDate logicalDate, String modelVersion, String userId) {
        this.published = published;
        this.logicalDate = logicalDate;
        this.modelVersion = modelVersion;
        this.userId = userId;
    }

    @Override
    public Dataset<Row> get(Object table) {
        return opened.computeIfAbsent((Table) table, this::open);
    }

    private Dataset<Row> open(Table table) {
        var rows = published
                .apply(table)
                .filter(col("logical_date").equalTo(lit(Date.valueOf(logicalDate))))
                .filter(col("model_version").equalTo(modelVersion));
        return table.columnNames().contains(USER) ? rows.filter(col(USER).equalTo(userId)) : rows;
    }

    @Override
    public Set<Entry<Table, Dataset<Row>>> entrySet() {
        return ModelTables.ALL.stream()
                .map(table -> Map.entry(table, get(table)))
                .collect(Collectors.toSet());
    }
}
