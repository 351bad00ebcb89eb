package dev.almanac.jobs.ingest.reading;

import static org.apache.spark.sql.functions.col;

import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.ReadSettings.Format;
import dev.almanac.jobs.ingest.settings.Source;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Takes rows apart again that were put aside as they stood in their file. */
public final class QuarantinedRows {
    private QuarantinedRows() {}

    /**
     * Splits rows of one source into values.
     *
     * @param quarantined as {@link dev.almanac.jobs.tables.IngestTables#QUARANTINE}
     * @return as {@link Rows#READ}
     */
    public static Dataset<Row> split(Source source, Dataset<Row> quarantined) {
        var lines = quarantined.select(
                col("file").as(Rows.FILE),
                col("landed_at").as(Rows.LANDED),
                col("line").as(Rows.LINE),
                col("header").as(Rows.HEADER),
                col("row").as(Rows.ROW),
                Rows.none(DataTypes.StringType).as(Rows.REASON));
        // All formats but CSV with a row on each line are kept as JSON objects.
        if (source.format() != Format.CSV) {
            return JsonRows.split(lines);
        }
        var headers = lines.select(Rows.HEADER)
                .where(col(Rows.HEADER).isNotNull())
                .distinct()
                .as(Encoders.STRING())
                .collectAsList();
        return new CsvRows(source.settings().read().csv()).split(lines, headers);
    }
}
