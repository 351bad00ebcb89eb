package dev.almanac.jobs.samples;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_csv;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.almanac.jobs.samples.SourcePlan.BadRow;
import dev.almanac.jobs.samples.SourcePlan.ExtraColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The lines of a source's files. Rows become the file's columns, the columns a line; deliberate faults are added as
 * changed copies of good rows.
 */
final class SourceLines {
    /** Columns of {@link #lines}: the number of the file's landing, the time that orders its lines, the line. */
    static final String LANDING = "_landing";

    static final String AT = "_at";
    static final String LINE = "line";

    private static final Map<String, String> CSV = Map.of("escape", "\"", "emptyValue", "");

    private final String name;
    private final SourcePlan plan;
    private final List<String> labels;
    private final long seed;
    private final Dataset<Row> placed;
    /** The columns of every file. */
    private final List<String> columns;

    /** @param rows what the source's expressions are about */
    SourceLines(String name, SourcePlan plan, Dataset<Row> rows, Landings landings, long seed) {
        this.name = name;
        this.plan = plan;
        this.seed = seed;
        labels = landings.labels();
        Column at = expr(plan.from().at());
        Column[] selected = Stream.of(
                        plan.columns().stream().map(column -> expr(column)),
                        plan.extraColumns().stream()
                                .flatMap(extra -> extra.columns().entrySet().stream())
                                .map(column -> expr(column.getValue()).as(column.getKey())),
                        Stream.of(at.as(AT), landings.after(at).as(LANDING)))
                .flatMap(column -> column)
                .toArray(Column[]::new);
        placed = rows.select(selected).where(col(LANDING).lt(labels.size()));
        List<String> extra = plan.extraColumns().stream()
                .flatMap(columns -> columns.columns().keySet().stream())
                .toList();
        columns = Arrays.stream(placed.columns())
                .filter(column -> !column.equals(AT) && !column.equals(LANDING) && !extra.contains(column))
                .toList();
    }

    /** Lines without headers: {@code _landing}, {@code _at}, {@code line}; what lands after the last file is left out. */
    Dataset<Row> lines() {
        return Stream.concat(Stream.of(lines(placed)), faults().stream())
                .reduce(Dataset::unionAll)
                .orElseThrow();
    }

    /** The header of each landing's file; empty strings where the format has none. */
    List<String> headers() {
        return labels.stream()
                .map(label -> plan.isCsv() ? String.join(",", columnsOf(label)) : "")
                .toList();
    }

    private List<String> columnsOf(String label) {
        Stream<String> more = plan.extraColumns().stream()
                .filter(extra -> label.startsWith(extra.landed()))
                .flatMap(extra -> extra.columns().keySet().stream());
        return Stream.concat(columns.stream(), more).toList();
    }

    private Dataset<Row> lines(Dataset<Row> rows) {
        return rows.select(col(LANDING), col(AT), line().as(LINE));
    }

    private Column line() {
        Column line = line(columns);
        for (ExtraColumns extra : plan.extraColumns()) {
            Object[] landings = IntStream.range(0, labels.size())
                    .filter(number -> labels.get(number).startsWith(extra.landed()))
                    .boxed()
                    .toArray();
            Column longer = line(Stream.concat(columns.stream(), extra.columns().keySet().stream())
                    .toList());
            line = when(col(LANDING).isin(landings), longer).otherwise(line);
        }
        return line;
    }

    private Column line(List<String> names) {
        Column row = struct(names.stream().map(name -> col(name)).toArray(Column[]::new));
        return plan.isCsv() ? to_csv(row, CSV) : to_json(row, Map.of());
    }

    /** The rows to spoil are those whose hash is smallest: one pass, and a handful to collect. */
    private List<Dataset<Row>> faults() {
        int count = plan.badRows().stream().mapToInt(BadRow::count).sum();
        if (count == 0) {
            return List.of();
        }
        List<Row> victims = placed.orderBy(xxhash64(lit(seed), lit("faults of " + name), line()), line())
                .limit(count)
                .collectAsList();
        List<Dataset<Row>> faults = new ArrayList<>();
        int from = 0;
        for (BadRow fault : plan.badRows()) {
            int to = Math.min(victims.size(), from + fault.count());
            Dataset<Row> copies = placed.sparkSession().createDataFrame(victims.subList(from, to), placed.schema());
            for (var change : fault.set().entrySet()) {
                copies = copies.withColumn(change.getKey(), expr(change.getValue()));
            }
            Dataset<Row> spoilt = lines(copies);
            faults.add(fault.line()
                    .map(made -> spoilt.withColumn(LINE, expr(made)))
                    .orElse(spoilt));
            from = to;
        }
        return faults;
    }
}
