package dev.almanac.jobs.ingest.reading;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.decode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.to_json;

import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.rows.Rows;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;

/** Brings typed columns of Parquet and Delta into the form that text has: texts by name, times in ISO 8601. */
final class ParquetRows {
    private ParquetRows() {}

    /**
     * The rows of files that Spark reads as one dataset.
     *
     * @param typed the dataset, with its file metadata
     * @return as {@link Rows#READ}; the line is the row's place in the file, from 1
     */
    static Dataset<Row> rows(Dataset<Row> typed, List<SourceFile> files) {
        var rows = texts(
                typed,
                col("_metadata.file_path").as(FilePlaces.PATH),
                col("_metadata.row_index").plus(1).as(Rows.LINE));
        return FilePlaces.beside(rows, files).select(Rows.read());
    }

    /**
     * The rows of a table taken as one file.
     *
     * @param typed the table's columns
     * @return as {@link Rows#READ}; there are no lines
     */
    static Dataset<Row> rowsOfTable(Dataset<Row> typed, SourceFile file) {
        return texts(
                        typed,
                        lit(file.path()).as(Rows.FILE),
                        lit(Timestamp.from(file.landedAt())).as(Rows.LANDED),
                        Rows.none(DataTypes.LongType).as(Rows.LINE))
                .select(Rows.read());
    }

    /** A dataset's columns as values by name, with more columns beside them. */
    private static Dataset<Row> texts(Dataset<Row> typed, Column... beside) {
        var fields = typed.schema().fields();
        var names = Arrays.stream(fields).map(field -> lit(field.name())).toArray(Column[]::new);
        var texts = Arrays.stream(fields).map(ParquetRows::text).toArray(Column[]::new);
        var values = map_from_arrays(array(names), array(texts)).as(Rows.VALUES);
        return typed.select(Rows.and(beside, values))
                .withColumn(Rows.ROW, to_json(col(Rows.VALUES), Map.of("ignoreNullFields", "false")))
                .withColumn(Rows.HEADER, Rows.none(DataTypes.StringType))
                .withColumn(Rows.REASON, Rows.none(DataTypes.StringType))
                .withColumn(Rows.DETAIL, Rows.none(DataTypes.StringType));
    }

    private static Column text(StructField field) {
        var column = col("`" + field.name() + "`");
        var type = field.dataType();
        if (type instanceof StructType
                || type instanceof ArrayType
                || type instanceof MapType
                || type instanceof VariantType) {
            return to_json(column);
        }
        if (type instanceof TimestampType) {
            return date_format(column, "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
        }
        return type instanceof BinaryType ? decode(column, "UTF-8") : column.cast(DataTypes.StringType);
    }
}
