package dev.almanac.jobs.ingest.reading;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.json_array_length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.ingest.rows.Rows;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Takes JSON objects apart into texts by name; what is nested stays JSON. */
final class JsonRows {
    private static final Map<String, String> STRICT =
            Map.of("allowSingleQuotes", "false", "allowNonNumericNumbers", "false");

    private JsonRows() {}

    /**
     * Adds the values.
     *
     * @param lines columns of {@link Rows#READ} without values
     * @return as {@link Rows#READ}
     */
    static Dataset<Row> split(Dataset<Row> lines) {
        return lines.withColumn(Rows.VALUES, values(col(Rows.ROW)))
                .withColumn(
                        Rows.REASON,
                        coalesce(
                                col(Rows.REASON),
                                when(col(Rows.VALUES).isNull(), QuarantineReason.MALFORMED_ROW.code())))
                .withColumn(Rows.DETAIL, Rows.none(DataTypes.StringType))
                .select(Rows.read());
    }

    /** The values of a JSON object; null for anything else. Spark alone would not mind what follows the object. */
    static Column values(Column text) {
        var alone = json_array_length(concat(lit("["), text, lit("]"))).equalTo(1);
        return when(alone, from_json(text, lit("MAP<STRING, STRING>"), STRICT));
    }
}
