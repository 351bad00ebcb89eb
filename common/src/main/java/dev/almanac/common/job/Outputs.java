package dev.almanac.common.job;

import dev.almanac.common.contract.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a job computed: a change per table, in the order of publication, and the gates on them. Immutable. */
public final class Outputs {
    private static final Outputs NONE = new Outputs(Map.of(), List.of());

    private final Map<Table, Change> changes;
    private final List<Gate> gates;

    private Outputs(Map<Table, Change> changes, List<Gate> gates) {
        this.changes = Collections.unmodifiableMap(changes);
        this.gates = List.copyOf(gates);
    }

    /** The run changes nothing: what is published stays as it is. */
    public static Outputs none() {
        return NONE;
    }

    public static Outputs of(Table table, Dataset<Row> rows) {
        return NONE.and(table, rows);
    }

    public Outputs and(Table table, Dataset<Row> rows) {
        return and(table, Change.rows(rows));
    }

    public Outputs and(Table table, Change change) {
        var more = new LinkedHashMap<>(changes);
        if (more.put(table, change) != null) {
            throw new IllegalArgumentException("Table " + table + " is given twice.");
        }
        return new Outputs(more, gates);
    }

    public Outputs gatedBy(Gate gate) {
        var more = new ArrayList<>(gates);
        more.add(gate);
        return new Outputs(changes, more);
    }

    public Map<Table, Change> changes() {
        return changes;
    }

    public List<Gate> gates() {
        return gates;
    }
}
