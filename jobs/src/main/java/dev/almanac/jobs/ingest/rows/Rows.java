package dev.almanac.jobs.ingest.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns in which rows travel through ingest. Their names begin with two underscores, so that no column of a
 * source meets them.
 *
 * <p>A reader yields {@link #READ}: the file as Spark names it, the line, the header, the row as text, its values by
 * name, and what is wrong with it. Mapping turns the values into {@link #RECORD}, a struct with the target's columns.
 */
public final class Rows {
    public static final String SOURCE = "__source";
    public static final String FILE = "__file";
    public static final String LANDED = "__landed";
    public static final String LINE = "__line";
    public static final String HEADER = "__header";
    public static final String ROW = "__row";
    public static final String VALUES = "__values";
    public static final String REASON = "__reason";
    public static final String DETAIL = "__detail";
    public static final String UNKNOWN = "__unknown";
    public static final String DELETED = "__deleted";
    public static final String VERSION = "__version";
    public static final String RECORD = "__record";
    /** When the row began to wait for a parent; null for a row of this run's files. */
    public static final String WAITING_SINCE = "__waiting_since";
    /** Whether the row is of a file that this run reads, not one that waited or is replayed. */
    public static final String FRESH = "__fresh";

    public static final String OUTCOME = "__outcome";
    public static final String MISSING = "__missing";

    public static final ArrayType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

    /** What a reader yields. */
    public static final StructType READ = new StructType()
            .add(FILE, DataTypes.StringType)
            .add(LANDED, DataTypes.TimestampType)
            .add(LINE, DataTypes.LongType)
            .add(HEADER, DataTypes.StringType)
            .add(ROW, DataTypes.StringType)
            .add(VALUES, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add(REASON, DataTypes.StringType)
            .add(DETAIL, DataTypes.StringType);

    private Rows() {}

    /** The columns of {@link #READ}. */
    public static Column[] read() {
        return columns(READ.fieldNames());
    }

    /** Columns by name; a dot in a name is part of it. */
    public static Column[] columns(String... names) {
        return Arrays.stream(names).map(name -> col("`" + name + "`")).toArray(Column[]::new);
    }

    /** Some columns, then more. */
    public static Column[] and(Column[] some, Column... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(Column[]::new);
    }

    /** A null of a type. */
    public static Column none(DataType type) {
        return lit(null).cast(type);
    }
}
