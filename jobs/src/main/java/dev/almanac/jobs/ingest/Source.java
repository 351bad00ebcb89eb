package dev.almanac.jobs.ingest;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.ingest.ReadSettings.Format;
import dev.almanac.jobs.ingest.SourceSettings.Kind;
import dev.almanac.jobs.tables.CleanTables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataTypes;

/** A configured source with its name and the table its rows go to. */
record Source(String name, SourceSettings settings, Table table) {
    static final String UPDATED_AT = "updated_at";
    private static final Set<String> MANAGED = Set.of("source", "run_id");

    static Source of(String name, SourceSettings settings) {
        return new Source(name, settings, table(settings.target()).orElseThrow());
    }

    /** Sources with their tables, in the order of their names. */
    static List<Source> all(Map<String, SourceSettings> settings) {
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Optional<Table> table(String name) {
        return CleanTables.ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst();
    }

    /** The table's columns whose values come from the source or derive from it: all but source and run. */
    static List<Column> recordColumns(Table table) {
        return table.columns().stream()
                .filter(column -> !MANAGED.contains(column.name()))
                .toList();
    }

    /** The date column that is the day of the table's event time. */
    static Optional<String> dayColumn(Table table) {
        return table.eventTime().isEmpty()
                ? Optional.empty()
                : table.layout().partitionBy().stream()
                        .filter(name -> table.column(name).type().equals(DataTypes.DateType))
                        .findFirst();
    }

    /** The columns a mapping may name. */
    static List<String> mappable(Table table) {
        return recordColumns(table).stream()
                .map(Column::name)
                .filter(name -> !name.equals(dayColumn(table).orElse("")))
                .toList();
    }

    static boolean isVersioned(Table table) {
        return table.columnNames().contains(UPDATED_AT);
    }

    Kind kind() {
        return settings.kind();
    }

    Format format() {
        return settings.read().format();
    }

    /** Every column of the source that some mapping or condition needs. */
    Set<String> references() {
        var names = new LinkedHashSet<String>();
        new TreeMap<>(settings.columns()).values().forEach(mapping -> names.addAll(mapping.references()));
        settings.rules()
                .deleteWhen()
                .ifPresent(sql -> names.addAll(SqlExpression.parse(sql).references()));
        return names;
    }

    /** The columns of the source that are expected: those needed, ignored or declared. */
    Set<String> knownColumns() {
        var names = new LinkedHashSet<String>();
        references().forEach(name -> {
            names.add(name);
            names.add(name.split("\\.", 2)[0]);
        });
        names.addAll(settings.rules().ignoredColumns());
        names.addAll(settings.read().csv().columns());
        return names;
    }

    Map<String, Mapping> columns() {
        return settings.columns();
    }
}
