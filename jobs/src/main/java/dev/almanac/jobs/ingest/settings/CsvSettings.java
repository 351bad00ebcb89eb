package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The layout of CSV files.
 *
 * @param header whether the first line of each file names its columns
 * @param delimiter what stands between values
 * @param quote what stands around values that hold a delimiter; empty if nothing does
 * @param escape what stands before a quote within quotes
 * @param nullValue the text that stands for no value, beside the empty text
 * @param columns the names of the columns, in order, where there is no header
 */
public record CsvSettings(
        @Meaning("Whether the first line of each file names its columns.") @Default("true")
        boolean header,

        @Meaning("What stands between values.") @Default("\",\"")
        String delimiter,

        @Meaning("What stands around values that hold a delimiter; empty if nothing does.") @Default("\"\\\"\"")
        String quote,

        @Meaning("What stands before a quote within quotes.") @Default("\"\\\"\"")
        String escape,

        @Meaning("The text that stands for no value, beside the empty text.") @Default("\"\"")
        String nullValue,

        @Meaning("The names of the columns, in order, where there is no header.") @Default("[]")
        List<String> columns) {
    public CsvSettings {
        Require.that(!delimiter.isEmpty(), "delimiter", "''", "must not be empty");
        Require.that(quote.length() <= 1, "quote", quote, "must be one character, or empty");
        Require.that(escape.length() == 1, "escape", escape, "must be one character");
        Require.that(header || !columns.isEmpty(), "header", false, "needs the names in columns");
        Require.that(!header || columns.isEmpty(), "columns", columns, "must be empty where header = true");
        Require.that(new HashSet<>(columns).size() == columns.size(), "columns", columns, "must differ");
    }

    /** As options of Spark's CSV reader; a row that does not fit its schema is put into {@code corrupt}. */
    public Map<String, String> options(String corrupt) {
        return Map.of(
                "sep", delimiter,
                "quote", quote,
                "escape", escape,
                "nullValue", nullValue,
                "mode", "PERMISSIVE",
                "columnNameOfCorruptRecord", corrupt);
    }
}
