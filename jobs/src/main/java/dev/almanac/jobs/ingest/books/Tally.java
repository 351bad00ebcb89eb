package dev.almanac.jobs.ingest.books;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sum;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.ingest.rows.Outcome;
import dev.almanac.jobs.ingest.rows.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many rows met which outcome. One aggregate over the resolved rows; only a row per file, table and outcome comes to
 * the driver.
 */
public final class Tally {
    private static final String WAITED = "waited";
    private static final int SHOWN_COLUMNS = 50;

    private final List<Row> counts;
    private final Map<OfFile, Long> byFile;
    private final Map<String, List<String>> unknown;

    /** The rows of a file that met an outcome. */
    private record OfFile(String source, String file, String outcome) {}

    private Tally(List<Row> counts, Map<String, List<String>> unknown) {
        this.counts = counts;
        this.byFile = counts.stream()
                .filter(row -> row.<Boolean>getAs(Rows.FRESH))
                .collect(Collectors.groupingBy(
                        row -> new OfFile(row.getAs(Rows.SOURCE), row.getAs(Rows.FILE), row.getAs(Rows.OUTCOME)),
                        Collectors.summingLong(row -> row.<Long>getAs("rows"))));
        this.unknown = unknown;
    }

    /** Counts rows by table, as {@code Cleaning} yields them. */
    public static Tally of(Map<Table, Dataset<Row>> resolved) {
        var all = resolved.entrySet().stream()
                .map(entry -> entry.getValue()
                        .select(
                                lit(entry.getKey().name()).as("table"),
                                col(Rows.SOURCE),
                                col(Rows.FILE),
                                col(Rows.FRESH),
                                col(Rows.WAITING_SINCE).isNotNull().as(WAITED),
                                col(Rows.OUTCOME),
                                col(Rows.DELETED),
                                col(Rows.UNKNOWN)))
                .reduce(Dataset::union)
                .orElseThrow();
        var counts = all.groupBy("table", Rows.SOURCE, Rows.FILE, Rows.FRESH, WAITED, Rows.OUTCOME, Rows.DELETED)
                .agg(
                        count(lit(1)).as("rows"),
                        sum(coalesce(size(col(Rows.UNKNOWN)), lit(0))).as("unknown"))
                .collectAsList();
        var unknown = new HashMap<String, List<String>>();
        if (counts.stream().anyMatch(row -> row.<Long>getAs("unknown") > 0)) {
            all.select(
                            col(Rows.SOURCE),
                            col(Rows.FILE),
                            explode(col(Rows.UNKNOWN)).as("name"))
                    .distinct()
                    .groupBy(Rows.SOURCE, Rows.FILE)
                    .agg(slice(array_sort(collect_set("name")), 1, SHOWN_COLUMNS)
                            .as("names"))
                    .collectAsList()
                    .forEach(row -> unknown.put(key(row.getString(0), row.getString(1)), row.getList(2)));
        }
        return new Tally(counts, unknown);
    }

    /** Rows of a file that this run read, by outcome. */
    long ofFile(String source, String file, Outcome outcome) {
        return byFile.getOrDefault(new OfFile(source, file, outcome.code()), 0L);
    }

    /** The columns of a file that its source does not know, the first fifty of them by name. */
    List<String> unknownColumns(String source, String file) {
        return unknown.getOrDefault(key(source, file), List.of());
    }

    /** Whether any row met an outcome. */
    public boolean any(Outcome outcome) {
        return counts.stream().anyMatch(row -> outcome.code().equals(row.getAs(Rows.OUTCOME)));
    }

    /** Whether rows of a table were kept, be it to add or to delete. */
    boolean keeps(Table table, boolean deletions) {
        return counts.stream()
                .anyMatch(row -> table.name().equals(row.getAs("table"))
                        && Outcome.KEPT.code().equals(row.getAs(Rows.OUTCOME))
                        && Objects.equals(row.getAs(Rows.DELETED), deletions));
    }

    /** Whether the set of waiting rows is another than before. */
    boolean changesPending() {
        return counts.stream()
                .anyMatch(row ->
                        row.<Boolean>getAs(WAITED) != Outcome.PENDING.code().equals(row.getAs(Rows.OUTCOME)));
    }

    private static String key(String source, String file) {
        return source + "\u0000" + file;
    }
}
