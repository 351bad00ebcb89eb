package dev.almanac.jobs.ingest.reading;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.almanac.jobs.ingest.settings.CsvSettings;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * The names of a CSV file's columns.
 *
 * @param line the header line; null where the names are configured
 * @param names the names, in order
 */
record CsvHeader(String line, List<String> names) {
    /** Spark reads no more columns than this. */
    static final int MOST_COLUMNS = 20_480;

    static CsvHeader configured(CsvSettings csv) {
        return new CsvHeader(null, csv.columns());
    }

    static CsvHeader parse(String line, CsvSettings csv) {
        var settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(csv.delimiter());
        settings.getFormat().setQuote(csv.quote().isEmpty() ? '\0' : csv.quote().charAt(0));
        settings.getFormat().setQuoteEscape(csv.escape().charAt(0));
        settings.setMaxCharsPerColumn(-1);
        // No line has more; the parser throws at what is above its limit.
        settings.setMaxColumns(line.length() + 1);
        var names = new CsvParser(settings).parseLine(line);
        return new CsvHeader(
                line,
                names == null
                        ? List.of()
                        : Arrays.stream(names)
                                .limit(MOST_COLUMNS + 1L)
                                .map(name -> name == null ? "" : name.strip())
                                .toList());
    }

    /** Whether its names cannot be told apart, or are too many. */
    boolean isUnusable() {
        return names.size() > MOST_COLUMNS || new HashSet<>(names).size() < names.size();
    }
}
