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

    static CsvHeader configured(CsvSettings csv) {
        return new CsvHeader(null, csv.columns());
    }

    static CsvHeader parse(String line, CsvSettings csv) {
        var settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(csv.delimiter());
        settings.getFormat().setQuote(csv.quote().isEmpty() ? '\0' : csv.quote().charAt(0));
        settings.getFormat().setQuoteEscape(csv.escape().charAt(0));
        settings.setMaxCharsPerColumn(-1);
        var names = new CsvParser(settings).parseLine(line);
        return new CsvHeader(
                line,
                names == null
                        ? List.of()
                        : Arrays.stream(names)
                                .map(name -> name == null ? "" : name.strip())
                                .toList());
    }

    boolean repeatsColumn() {
        return new HashSet<>(names).size() < names.size();
    }
}
