package dev.almanac.jobs.ingest.reading;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.ReadSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * CSV whose quoted values hold line breaks, through Spark's own reader: files are read whole, a row's line is the number
 * of its record (the header being the first), and rows are kept as JSON objects of their columns.
 */
final class MultiLineCsv {
    private static final String CORRUPT = "__corrupt";
    private static final String ID = "__id";

    private final SparkSession spark;
    private final ReadSettings settings;

    MultiLineCsv(SparkSession spark, ReadSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    /** The rows of files that share a header, as {@link Rows#READ}. */
    Dataset<Row> rows(List<SourceFile> files, CsvHeader header, boolean whole) {
        var records = records(files, header, whole).withColumn(ID, monotonically_increasing_id());
        return numbered(records, files).transform(rows -> named(rows, header));
    }

    /** How many records there are, by path. */
    Map<String, Long> counts(List<SourceFile> files, CsvHeader header, boolean whole) {
        return FilePlaces.counts(records(files, header, whole), files);
    }

    private Dataset<Row> records(List<SourceFile> files, CsvHeader header, boolean whole) {
        var schema = new StructType();
        for (int at = 0; at < header.names().size(); at++) {
            schema = schema.add("c" + at, DataTypes.StringType);
        }
        return spark.read()
                .schema(schema.add(CORRUPT, DataTypes.StringType))
                .options(settings.csv().options(CORRUPT))
                .option("multiLine", true)
                .option("header", settings.csv().header())
                .option("encoding", settings.encoding().charset().name())
                .option("ignoreCorruptFiles", !whole)
                .csv(files.stream().map(SourceFile::literalPath).toArray(String[]::new))
                .select(Rows.and(
                        schema.fieldNames().length == 0 ? new Column[0] : Rows.columns(schema.fieldNames()),
                        col(CORRUPT),
                        col("_metadata.file_path").as(FilePlaces.PATH)));
    }

    private Dataset<Row> numbered(Dataset<Row> records, List<SourceFile> files) {
        long firstLine = settings.csv().header() ? 2 : 1;
        var first = min(ID).over(Window.partitionBy(FilePlaces.PATH));
        return FilePlaces.beside(
                records.withColumn(Rows.LINE, col(ID).minus(first).plus(firstLine)), files);
    }

    private Dataset<Row> named(Dataset<Row> rows, CsvHeader header) {
        var names =
                header.names().stream().map(org.apache.spark.sql.functions::lit).toArray(Column[]::new);
        var columns = IntStream.range(0, header.names().size())
                .mapToObj(at -> col("c" + at))
                .toArray(Column[]::new);
        var broken = lit(header.isUnusable());
        var values = header.isUnusable()
                ? Rows.none(Rows.READ.apply(Rows.VALUES).dataType())
                : when(col(CORRUPT).isNull(), map_from_arrays(array(names), array(columns)));
        var undecodable = exists(map_values(col(Rows.VALUES)), value -> value.contains("\uFFFD"));
        return rows.withColumn(Rows.VALUES, values)
                .withColumn(Rows.HEADER, Rows.none(DataTypes.StringType))
                .withColumn(
                        Rows.ROW,
                        coalesce(to_json(col(Rows.VALUES), Map.of("ignoreNullFields", "false")), col(CORRUPT)))
                .withColumn(
                        Rows.REASON,
                        when(broken, QuarantineReason.BAD_HEADER.code())
                                .when(col(Rows.VALUES).isNull(), QuarantineReason.MALFORMED_ROW.code())
                                .when(undecodable, QuarantineReason.WRONG_ENCODING.code()))
                .withColumn(Rows.DETAIL, Rows.none(DataTypes.StringType))
                .select(Rows.read());
    }
}
