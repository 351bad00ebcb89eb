package dev.almanac.jobs.ingest.reading;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.decode;
import static org.apache.spark.sql.functions.is_valid_utf8;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_valid_utf8;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.ReadSettings.Encoding;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Lines of text files with their numbers. Spark numbers rows within its own partitions only, so a first pass counts the
 * lines of every block of every file, and a second one adds what stands before each block. Blocks are few: they are the
 * only thing that comes to the driver.
 */
final class TextLines {
    private static final String ID = "__id";
    private static final String BLOCK = "__block";
    private static final String PATH = "__path";
    private static final String OFFSET = "__offset";
    private static final int LONGEST_ROW = 1_000_000;
    private static final int KEPT_OF_LONG_ROW = 10_000;
    private static final StructType PLACE = new StructType()
            .add(PATH, DataTypes.StringType)
            .add(BLOCK, DataTypes.LongType)
            .add(Rows.FILE, DataTypes.StringType)
            .add(Rows.LANDED, DataTypes.TimestampType)
            .add(Rows.HEADER, DataTypes.StringType)
            .add(OFFSET, DataTypes.LongType);

    private final SparkSession spark;
    private final Encoding encoding;
    private final boolean header;

    /**
     * @param header whether the first line of each file is its header
     */
    TextLines(SparkSession spark, Encoding encoding, boolean header) {
        this.spark = spark;
        this.encoding = encoding;
        this.header = header;
    }

    /**
     * The lines of one read.
     *
     * @param lines the columns of {@link Rows#READ} but for the values; blank lines and headers are left out
     * @param firstLines the first line of each file, by path
     * @param filled how many such lines there are, by path
     */
    record Lines(Dataset<Row> lines, Map<String, String> firstLines, Map<String, Long> filled) {}

    /**
     * Reads files.
     *
     * @param whole false for files that are known to be cut short: what stands before the cut is read
     */
    Lines read(List<SourceFile> files, boolean whole) {
        var decoded = spark.read()
                .option("ignoreCorruptFiles", !whole)
                .text(files.stream().map(SourceFile::literalPath).toArray(String[]::new))
                .select(
                        col("_metadata.file_path").as(PATH),
                        col("_metadata.file_block_start").as(BLOCK),
                        monotonically_increasing_id().as(ID),
                        col("value"))
                .withColumn(Rows.ROW, withoutMark(decoded(col("value"))));
        var blocks = decoded.groupBy(PATH, BLOCK)
                .agg(
                        min(ID).as("first_id"),
                        count(lit(1)).as("lines"),
                        sum(when(isFilled(), 1L).otherwise(0L)).as("filled"),
                        min_by(col(Rows.ROW), col(ID)).as("first_line"))
                .collectAsList();
        return number(decoded, blocks, files);
    }

    private Lines number(Dataset<Row> decoded, List<Row> blocks, List<SourceFile> files) {
        var byPath = files.stream().collect(Collectors.toMap(SourceFile::sparkPath, file -> file));
        var firstLines = new HashMap<String, String>();
        var filled = new HashMap<String, Long>();
        var linesBefore = new HashMap<String, Long>();
        var places = new ArrayList<Row>();
        var inOrder = Comparator.comparing((Row block) -> block.<String>getAs(PATH))
                .thenComparing(block -> block.<Long>getAs(BLOCK));
        for (var block : blocks.stream().sorted(inOrder).toList()) {
            var file = byPath.get(block.<String>getAs(PATH));
            long before = linesBefore.getOrDefault(file.path(), 0L);
            linesBefore.put(file.path(), before + block.<Long>getAs("lines"));
            firstLines.putIfAbsent(file.path(), block.getAs("first_line"));
            filled.merge(file.path(), block.getAs("filled"), Long::sum);
            places.add(RowFactory.create(
                    block.getAs(PATH),
                    block.getAs(BLOCK),
                    file.path(),
                    Timestamp.from(file.landedAt()),
                    header ? firstLines.get(file.path()) : null,
                    before + 1 - block.<Long>getAs("first_id")));
        }
        if (header) {
            firstLines.forEach((path, line) -> filled.merge(path, line.isBlank() ? 0L : -1L, Long::sum));
        }
        return new Lines(numbered(decoded, places), firstLines, filled);
    }

    private Dataset<Row> numbered(Dataset<Row> decoded, List<Row> places) {
        return decoded.join(broadcast(spark.createDataFrame(places, PLACE)), new String[] {PATH, BLOCK})
                .withColumn(Rows.LINE, col(ID).plus(col(OFFSET)))
                .where(header ? isFilled().and(col(Rows.LINE).gt(1)) : isFilled())
                .select(
                        col(Rows.FILE),
                        col(Rows.LANDED),
                        col(Rows.LINE),
                        col(Rows.HEADER),
                        when(length(col(Rows.ROW)).gt(LONGEST_ROW), substring(col(Rows.ROW), 1, KEPT_OF_LONG_ROW))
                                .otherwise(col(Rows.ROW))
                                .as(Rows.ROW),
                        reason(col("value")).as(Rows.REASON));
    }

    private Column reason(Column bytes) {
        var wrongBytes = coalesce(isWrong(bytes).or(col(Rows.ROW).contains("\u0000")), lit(false));
        return when(wrongBytes, QuarantineReason.WRONG_ENCODING.code())
                .when(length(col(Rows.ROW)).gt(LONGEST_ROW), QuarantineReason.OVERSIZED_ROW.code());
    }

    private Column decoded(Column bytes) {
        return switch (encoding) {
            case UTF_8, US_ASCII -> make_valid_utf8(bytes);
            case ISO_8859_1 -> decode(bytes.cast(DataTypes.BinaryType), "ISO-8859-1");
        };
    }

    private Column isWrong(Column bytes) {
        return switch (encoding) {
            case UTF_8 -> not(is_valid_utf8(bytes));
            case US_ASCII -> not(is_valid_utf8(bytes)).or(bytes.rlike("[^\\x00-\\x7F]"));
            case ISO_8859_1 -> lit(false);
        };
    }

    /** Editors on Windows begin a UTF-8 file with a mark. */
    private static Column withoutMark(Column text) {
        return when(text.startsWith("\uFEFF"), substring(text, 2, Integer.MAX_VALUE))
                .otherwise(text);
    }

    private static Column isFilled() {
        return trim(col(Rows.ROW), " \t\u0000").notEqual("");
    }
}
