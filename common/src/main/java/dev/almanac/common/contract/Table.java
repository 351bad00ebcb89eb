package dev.almanac.common.contract;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The one declaration of a table, from which its DDL, validation, dictionary entry, SQL view, fingerprint and
 * maintenance derive. Immutable; made by {@link #named}.
 */
public final class Table {
    private final String name;
    private final Description description;
    private final List<Column> columns;
    private final List<String> key;
    private final List<Constraint> constraints;
    private final WriteMode writeMode;
    private final Layout layout;
    private final Optional<String> eventTime;
    private final Group group;
    private final Lifecycle lifecycle;

    private record Description(String purpose, String grain) {}

    Table(TableDraft draft) {
        this.name = draft.name;
        this.description = new Description(draft.purpose, draft.grain);
        this.columns = List.copyOf(draft.columns);
        this.key = List.copyOf(draft.key);
        this.constraints = List.copyOf(draft.constraints);
        this.writeMode = draft.writeMode;
        this.layout = draft.layout;
        this.eventTime = Optional.ofNullable(draft.eventTime);
        this.group = draft.group;
        this.lifecycle = new Lifecycle(draft.owner, draft.freshWithin, Optional.ofNullable(draft.retention));
    }

    /** Starts a declaration; {@link TableDraft#declare()} checks and ends it. */
    public static TableDraft named(String name) {
        return new TableDraft(name);
    }

    public String name() {
        return name;
    }

    /** What the table is for, in a sentence. */
    public String purpose() {
        return description.purpose;
    }

    /** What one row is. */
    public String grain() {
        return description.grain;
    }

    public List<Column> columns() {
        return columns;
    }

    public Column column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Table " + name + " has no column " + wanted + "."));
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    public List<String> key() {
        return key;
    }

    public List<Constraint> constraints() {
        return constraints;
    }

    public WriteMode writeMode() {
        return writeMode;
    }

    public Layout layout() {
        return layout;
    }

    /** The column with the time at which the row's fact happened; readers are cut at their window's end by it. */
    public Optional<String> eventTime() {
        return eventTime;
    }

    public Group group() {
        return group;
    }

    public String owner() {
        return lifecycle.owner();
    }

    public Duration freshWithin() {
        return lifecycle.freshWithin();
    }

    public Optional<Retention> retention() {
        return lifecycle.retention();
    }

    public StructType schema() {
        return new StructType(columns.stream().map(Column::field).toArray(StructField[]::new));
    }

    /** The columns whose values say what happened, not which run wrote it; the fingerprint covers these. */
    public List<Column> contentColumns() {
        return columns.stream().filter(column -> !column.traits().provenance()).toList();
    }

    /**
     * The columns Delta may keep minimum and maximum values of: of a type it can, not in the path, and not personal, since
     * values in file statistics survive a delete.
     */
    public List<String> statisticsColumns() {
        Stream<Column> scalar = columns.stream().filter(column -> !column.isPersonal());
        return scalar.filter(column -> Types.hasBounds(column.type()))
                .map(Column::name)
                .filter(column -> !layout.partitionBy().contains(column))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
