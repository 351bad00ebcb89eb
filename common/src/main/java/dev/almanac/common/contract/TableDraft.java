package dev.almanac.common.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A table declaration under construction; used in one fluent expression and then gone. */
public final class TableDraft {
    final String name;
    String purpose;
    String grain;
    final List<Column> columns = new ArrayList<>();
    List<String> key = List.of();
    final List<Constraint> constraints = new ArrayList<>();
    WriteMode writeMode;
    Layout layout = Layout.PLAIN;
    String eventTime;
    Group group;
    String owner;
    Duration freshWithin;
    Retention retention;

    TableDraft(String name) {
        this.name = name;
    }

    public TableDraft purpose(String sentence) {
        this.purpose = sentence;
        return this;
    }

    /** What one row is, for example "one row per user and rank". */
    public TableDraft grain(String sentence) {
        this.grain = sentence;
        return this;
    }

    public TableDraft columns(Column... more) {
        columns.addAll(List.of(more));
        return this;
    }

    public TableDraft key(String... names) {
        this.key = List.of(names);
        return this;
    }

    public TableDraft check(String constraintName, String condition) {
        constraints.add(new Constraint(constraintName, condition));
        return this;
    }

    public TableDraft replaceWindow(String column) {
        this.writeMode = new WriteMode.ReplaceWindow(column);
        return this;
    }

    public TableDraft replaceAll() {
        this.writeMode = new WriteMode.ReplaceAll();
        return this;
    }

    public TableDraft upsert() {
        this.writeMode = new WriteMode.Upsert();
        return this;
    }

    public TableDraft append() {
        this.writeMode = new WriteMode.Append();
        return this;
    }

    public TableDraft partitionedBy(String... names) {
        this.layout = new Layout(List.of(names), layout.clusterBy());
        return this;
    }

    public TableDraft clusteredBy(String... names) {
        this.layout = new Layout(layout.partitionBy(), List.of(names));
        return this;
    }

    public TableDraft eventTime(String column) {
        this.eventTime = column;
        return this;
    }

    public TableDraft group(Group agreeing) {
        this.group = agreeing;
        return this;
    }

    public TableDraft owner(String job) {
        this.owner = job;
        return this;
    }

    public TableDraft freshWithin(Duration promise) {
        this.freshWithin = promise;
        return this;
    }

    /**
     * Has maintenance drop rows when they are older than the period.
     *
     * @param column the date or timestamp that a row's age counts from
     */
    public TableDraft keepFor(Duration period, String column) {
        this.retention = new Retention(period, column);
        return this;
    }

    /**
     * Ends the declaration.
     *
     * @throws IllegalArgumentException naming everything that is missing or does not fit together
     */
    public Table declare() {
        var problems = problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Table " + name + ": " + String.join("; ", problems) + ".");
        }
        return new Table(this);
    }

    private List<String> problems() {
        var problems = new ArrayList<String>();
        require(problems, name.matches("[a-z][a-z0-9_]*"), "the name is not lower_snake_case");
        require(problems, purpose != null && !purpose.isBlank(), "no purpose");
        require(problems, grain != null && !grain.isBlank(), "no grain");
        require(problems, !key.isEmpty(), "no key");
        require(problems, writeMode != null, "no write mode");
        require(problems, group != null, "no group");
        require(problems, owner != null && !owner.isBlank(), "no owner");
        require(problems, freshWithin != null, "no freshness promise");
        columnProblems(problems);
        return problems;
    }

    private void columnProblems(List<String> problems) {
        var names = new HashSet<String>();
        for (var column : columns) {
            require(problems, names.add(column.name()), "column " + column.name() + " is declared twice");
            require(problems, !column.traits().comment().isBlank(), "column " + column.name() + " has no comment");
        }
        for (var named : namedColumns()) {
            require(problems, names.contains(named), "there is no column " + named);
        }
        for (var column : columns) {
            boolean inPath = layout.partitionBy().contains(column.name());
            require(problems, !(inPath && column.isPersonal()), "personal column " + column.name() + " in a path");
            require(
                    problems,
                    !(key.contains(column.name()) && column.nullable()),
                    "key column " + column.name() + " is not required");
        }
    }

    private List<String> namedColumns() {
        var named = new ArrayList<>(key);
        named.addAll(layout.partitionBy());
        named.addAll(layout.clusterBy());
        if (eventTime != null) {
            named.add(eventTime);
        }
        if (writeMode instanceof WriteMode.ReplaceWindow window) {
            named.add(window.column());
        }
        if (retention != null) {
            named.add(retention.column());
        }
        return named;
    }

    private static void require(List<String> problems, boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
