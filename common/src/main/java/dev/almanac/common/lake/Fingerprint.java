package dev.almanac.common.lake;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.xxhash64;

import dev.almanac.common.contract.Table;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;

/**
 * What a table says, in a number: equal for equal rows in any order, whichever run wrote them and when.
 *
 * @param table the table's name
 * @param rows how many rows it has
 * @param hash of all rows without provenance columns, doubles rounded to the contract's digits, in hexadecimal
 */
public record Fingerprint(String table, long rows, String hash) {
    private static final String SEED = "almanac";

    /** Computes the fingerprint in one pass. */
    public static Fingerprint of(Table table, Dataset<Row> rows) {
        var content =
                table.contentColumns().stream().map(Fingerprint::comparable).toArray(Column[]::new);
        var row = rows.select(xxhash64(prepend(lit(SEED), content)).as("h"))
                .agg(
                        count(lit(1)),
                        coalesce(sum(col("h").cast("decimal(38,0)")), lit(BigDecimal.ZERO)),
                        coalesce(conv(bit_xor(col("h")).cast("string"), 10, 16), lit("0")))
                .head();
        var total = row.getDecimal(1).toBigInteger().toString(16);
        return new Fingerprint(
                table.name(), row.getLong(0), total + "-" + row.getString(2).toLowerCase(Locale.ROOT));
    }

    private static Column[] prepend(Column first, Column[] rest) {
        var all = new Column[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private static Column comparable(dev.almanac.common.contract.Column declared) {
        // xxhash64 skips nulls, which would make (null, a) equal to (a, null)
        var value = comparable(
                col(declared.name()), declared.type(), declared.traits().digits());
        return org.apache.spark.sql.functions.struct(col(declared.name()).isNull(), value);
    }

    private static Column comparable(Column value, DataType type, int digits) {
        if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
            return round(value.cast("double"), digits).plus(lit(0.0)); // makes -0.0 and 0.0 one
        }
        if (type instanceof ArrayType array) {
            return transform(value, element -> comparable(element, array.elementType(), digits));
        }
        return type instanceof MapType ? array_sort(map_entries(value)) : value;
    }
}
