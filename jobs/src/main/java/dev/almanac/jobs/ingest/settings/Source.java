package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.SqlExpression;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.ingest.settings.ReadSettings.Format;
import dev.almanac.jobs.ingest.settings.SourceSettings.Kind;
import dev.almanac.jobs.tables.CleanTables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataTypes;

/**
 * A configured source.
 *
 * @param name its name in the configuration
 * @param settings what is configured
 * @param table the clean table its rows go to
 */
public record Source(String name, SourceSettings settings, Table table) {
    /** The column by which the newest version of a row wins; not every table has it. */
    public static final String UPDATED_AT = "updated_at";

    private static final Set<String> MANAGED = Set.of("source", "run_id");

    private static Source of(String name, SourceSettings settings) {
        return new Source(name, settings, table(settings.target()).orElseThrow());
    }

    /** Sources with their tables, in the order of their names. */
    public static List<Source> all(Map<String, SourceSettings> settings) {
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
    public static List<Column> recordColumns(Table table) {
        return table.columns().stream()
                .filter(column -> !MANAGED.contains(column.name()))
                .toList();
    }

    /** The date column that is the day of the table's event time. */
    public static Optional<String> dayColumn(Table table) {
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

    /** Whether a table has {@link #UPDATED_AT}. */
    public static boolean isVersioned(Table table) {
        return table.columnNames().contains(UPDATED_AT);
    }

    /** How its rows relate to those already there. */
    public Kind kind() {
        return settings.kind();
    }

    /** The layout of its files. */
    public Format format() {
        return settings.read().format();
    }

    /** Every column of the source that some mapping or condition needs. */
    public Set<String> references() {
        var names = new LinkedHashSet<String>();
        new TreeMap<>(settings.columns()).values().forEach(mapping -> names.addAll(mapping.references()));
        settings.rules()
                .deleteWhen()
                .ifPresent(sql ->
                        names.addAll(SqlExpression.parse("delete-when", sql).references()));
        return names;
    }

    /** The columns of the source that are expected: those needed, ignored or declared. */
    public Set<String> knownColumns() {
        var names = new LinkedHashSet<String>();
        references().forEach(name -> {
            names.add(name);
            names.add(name.split("\\.", 2)[0]);
        });
        names.addAll(settings.rules().ignoredColumns());
        names.addAll(settings.read().csv().columns());
        return names;
    }

    /** The mapping, by column of the table. */
    public Map<String, Mapping> columns() {
        return settings.columns();
    }
}
