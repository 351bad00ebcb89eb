package dev.almanac.common.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.LandedFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Inputs from the datasets a test gives, for calling a job's {@code compute} without a lake. Tables that were not given
 * are empty with the contract's columns; rows whose event time is not before the window's end are left out, as the
 * runner does. Immutable; every method returns a changed copy.
 */
public final class GivenInputs implements Inputs {
    private final Instant windowEnd;
    private final Map<Table, Dataset<Row>> tables;
    private final Map<Table, Dataset<Row>> earlier;

    private GivenInputs(Instant windowEnd, Map<Table, Dataset<Row>> tables, Map<Table, Dataset<Row>> earlier) {
        this.windowEnd = windowEnd;
        this.tables = Map.copyOf(tables);
        this.earlier = Map.copyOf(earlier);
    }

    /** No rows at all, for a window with the given end. */
    public static GivenInputs before(Instant windowEnd) {
        return new GivenInputs(windowEnd, Map.of(), Map.of());
    }

    /** With the rows of an input. */
    public GivenInputs of(Table table, Dataset<Row> rows) {
        return new GivenInputs(windowEnd, with(tables, table, rows), earlier);
    }

    /** With the rows of an earlier output. */
    public GivenInputs previous(Table table, Dataset<Row> rows) {
        return new GivenInputs(windowEnd, tables, with(earlier, table, rows));
    }

    @Override
    public Dataset<Row> of(Table table) {
        var rows = tables.getOrDefault(table, empty(table));
        return table.eventTime()
                .map(column -> rows.filter(col(column).lt(lit(windowEnd))))
                .orElse(rows);
    }

    @Override
    public Dataset<Row> previous(Table table) {
        return earlier.getOrDefault(table, empty(table));
    }

    @Override
    public List<LandedFile> files(String pathOrGlob) {
        return List.of();
    }

    private static Dataset<Row> empty(Table table) {
        return SharedSpark.session().createDataFrame(List.of(), table.schema());
    }

    private static Map<Table, Dataset<Row>> with(Map<Table, Dataset<Row>> all, Table table, Dataset<Row> rows) {
        var more = new HashMap<>(all);
        more.put(table, rows);
        return more;
    }
}
