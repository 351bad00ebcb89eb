package dev.almanac.jobs.ingest.reading;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.CsvSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Splits lines of CSV into values by name. Files of one source may have different headers; few differ. */
final class CsvRows {
    private static final String CORRUPT = "__corrupt";
    private static final String PARSED = "__parsed_";

    private final CsvSettings csv;

    CsvRows(CsvSettings csv) {
        this.csv = csv;
    }

    /**
     * Adds the values.
     *
     * @param lines columns of {@link Rows#READ} without values; {@code header} is the header line, or null
     * @param headerLines every header line that occurs
     * @return as {@link Rows#READ}
     */
    Dataset<Row> split(Dataset<Row> lines, List<String> headerLines) {
        var headers = csv.header()
                ? headerLines.stream()
                        .sorted()
                        .map(line -> CsvHeader.parse(line, csv))
                        .toList()
                : List.of(CsvHeader.configured(csv));
        var parsed = lines;
        for (int at = 0; at < headers.size(); at++) {
            var header = headers.get(at);
            var parse = from_csv(col(Rows.ROW), lit(schema(header)), csv.options(CORRUPT));
            if (!header.isUnusable()) {
                parsed = parsed.withColumn(PARSED + at, when(isUnder(header).and(isParsable()), parse));
            }
        }
        return withValues(parsed, headers);
    }

    private Dataset<Row> withValues(Dataset<Row> parsed, List<CsvHeader> headers) {
        var values = new ArrayList<Column>();
        var broken = lit(false);
        for (int at = 0; at < headers.size(); at++) {
            var header = headers.get(at);
            if (header.isUnusable()) {
                broken = broken.or(isUnder(header));
            } else {
                var row = col(PARSED + at);
                var whole = row.isNotNull().and(row.getField(CORRUPT).isNull());
                values.add(when(whole, byName(row, header)));
            }
        }
        var mapType = DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
        values.add(Rows.none(mapType));
        var found = parsed.withColumn(Rows.VALUES, coalesce(values.toArray(Column[]::new)))
                .withColumn(
                        Rows.REASON,
                        when(col(Rows.REASON).isNotNull(), col(Rows.REASON))
                                .when(broken, QuarantineReason.BAD_HEADER.code())
                                .when(col(Rows.VALUES).isNull(), QuarantineReason.MALFORMED_ROW.code()));
        return found.withColumn(Rows.DETAIL, Rows.none(DataTypes.StringType)).select(Rows.read());
    }

    /** Above its limit of columns Spark's parser fails the whole job. */
    private Column isParsable() {
        var delimiters = length(col(Rows.ROW)).minus(length(replace(col(Rows.ROW), lit(csv.delimiter()))));
        return delimiters.divide(csv.delimiter().length()).lt(CsvHeader.MOST_COLUMNS);
    }

    private Column isUnder(CsvHeader header) {
        return csv.header() ? col(Rows.HEADER).equalTo(header.line()) : lit(true);
    }

    private static Column byName(Column row, CsvHeader header) {
        var names =
                header.names().stream().map(org.apache.spark.sql.functions::lit).toArray(Column[]::new);
        var columns = IntStream.range(0, header.names().size())
                .mapToObj(at -> row.getField("c" + at))
                .toArray(Column[]::new);
        return map_from_arrays(array(names), array(columns));
    }

    private static String schema(CsvHeader header) {
        return IntStream.range(0, header.names().size())
                .mapToObj(at -> "c" + at + " STRING, ")
                .collect(Collectors.joining("", "", CORRUPT + " STRING"));
    }
}
