package dev.almanac.jobs.samples;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Require;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of one source.
 *
 * @param from the rows
 * @param file the files' path below the output folder; {@code {landed}} is replaced by the time they landed. The
 *     ending is the format: {@code .csv} or {@code .jsonl}, then {@code .gz} if compressed.
 * @param columns {@code <SQL expression> AS <name>}, in the file's order
 * @param badRows deliberate faults
 * @param extraColumns columns that only some files have
 */
public record SourcePlan(
        Origin from,
        String file,
        List<String> columns,
        @Default("[]") List<BadRow> badRows,
        @Default("[]") List<ExtraColumns> extraColumns)
        implements Serializable {

    static final String LANDED = "{landed}";
    static final String CSV = ".csv";
    static final String JSON_LINES = ".jsonl";
    static final String GZIP = ".gz";

    public SourcePlan {
        Require.that(file.contains(LANDED), "file", file, "must contain " + LANDED);
        String plain = file.endsWith(GZIP) ? file.substring(0, file.length() - GZIP.length()) : file;
        Require.that(
                plain.endsWith(CSV) || plain.endsWith(JSON_LINES),
                "file",
                file,
                "must end in .csv or .jsonl, and .gz if compressed");
        Require.that(!columns.isEmpty(), "columns", columns, "must not be empty");
    }

    boolean isCsv() {
        return file.endsWith(CSV) || file.endsWith(CSV + GZIP);
    }

    /**
     * Where a source's rows come from.
     *
     * @param rows {@code users}, {@code items/<kind>}, {@code series/<name>}, {@code events/<activity>} or {@code
     *     shown/<activity>}
     * @param where a SQL condition on them
     * @param with rows to have beside each, as structs: {@code user} (of items, their owner), {@code item}
     * @param at a SQL expression of the time the source got to know the row; decides the file it lands in
     */
    public record Origin(
            String rows,
            @Default("\"true\"") String where,
            @Default("[]") List<String> with,
            @Default("at") String at) implements Serializable {}

    /**
     * A deliberate fault: copies of good rows, changed.
     *
     * @param count how many
     * @param set columns to replace, each with a SQL expression over the file's columns
     * @param line a SQL expression over {@code line}, the finished line of the file, that replaces it
     */
    public record BadRow(int count, @Default("{}") Map<String, String> set, Optional<String> line)
            implements Serializable {
        public BadRow {
            Require.positive("count", count);
        }
    }

    /**
     * Columns that only some files have, after the others.
     *
     * @param landed how the landing time in these files' names starts, such as {@code 2026-09}
     * @param columns SQL expressions by name
     */
    public record ExtraColumns(String landed, Map<String, String> columns) implements Serializable {}
}
