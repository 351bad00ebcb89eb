package dev.almanac.jobs.cli.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.almanac.jobs.cli.output.Console;
import dev.almanac.jobs.cli.output.Grid;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Prints the rows of a query. */
final class QueryOutput {
    /** The most rows a table for people shows. */
    static final int MOST_ROWS = 1000;

    private static final Map<String, String> WITH_NULLS = Map.of("ignoreNullFields", "false");

    /** How rows look. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    private final PrintStream out;
    private final Console console;

    QueryOutput(PrintStream out, Console console) {
        this.out = out;
        this.console = console;
    }

    void print(Dataset<Row> rows, Format format) {
        switch (format) {
            case TABLE -> printTable(rows);
            case CSV -> printCsv(rows);
            case JSON -> printJson(rows);
        }
        out.flush();
    }

    private void printTable(Dataset<Row> rows) {
        var shown = texts(rows).limit(MOST_ROWS + 1).collectAsList();
        console.idle();
        var cells = shown.stream().limit(MOST_ROWS).map(row -> cells(row, "")).toList();
        out.print(Grid.of(List.of(rows.columns()), cells));
        if (shown.size() > MOST_ROWS) {
            out.println("Only the first %d rows are shown; --format csv has all.".formatted(MOST_ROWS));
        }
    }

    private void printCsv(Dataset<Row> rows) {
        var all = texts(rows).toLocalIterator();
        console.idle();
        out.println(csv(List.of(rows.columns())));
        all.forEachRemaining(row -> out.println(csv(cells(row, null))));
    }

    private void printJson(Dataset<Row> rows) {
        var all = rows.select(to_json(struct(col("*")), WITH_NULLS))
                .as(Encoders.STRING())
                .toLocalIterator();
        console.idle();
        out.print("[");
        for (var separator = "\n"; all.hasNext(); separator = ",\n") {
            out.print(separator + all.next());
        }
        out.println("\n]");
    }

    /** Every column as text: what has parts as JSON, everything else as Spark writes it. */
    private static Dataset<Row> texts(Dataset<Row> rows) {
        var types = Arrays.stream(rows.schema().fields())
                .map(field -> field.dataType())
                .toList();
        var names = new ArrayList<String>();
        types.forEach(type -> names.add("c" + names.size())); // names of a query's columns may repeat
        var columns = new ArrayList<Column>();
        types.forEach(type -> columns.add(text(col("c" + columns.size()), type)));
        return rows.toDF(names.toArray(String[]::new)).select(columns.toArray(Column[]::new));
    }

    private static Column text(Column column, DataType type) {
        var hasParts = type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
        return hasParts ? to_json(column) : column.cast("string");
    }

    private static List<String> cells(Row row, String absent) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < row.length(); i++) {
            cells.add(row.isNullAt(i) ? absent : row.getString(i));
        }
        return cells;
    }

    /** A null is nothing, an empty text is a pair of quotes. */
    private static String csv(List<String> cells) {
        return cells.stream().map(QueryOutput::csv).collect(Collectors.joining(","));
    }

    private static String csv(String cell) {
        if (cell == null) {
            return "";
        }
        var plain = !cell.isEmpty() && cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
