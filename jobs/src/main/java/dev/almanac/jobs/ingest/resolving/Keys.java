package dev.almanac.jobs.ingest.resolving;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.sha2;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Keys of one or more columns as one. */
final class Keys {
    private static final String UNIT = "\u001F";

    private Keys() {}

    /** SHA-256 of a key's columns; none of them is null. */
    static Column hash(Column... key) {
        var texts = Arrays.stream(key)
                .map(column -> column.cast(DataTypes.StringType))
                .toArray(Column[]::new);
        return sha2(concat_ws(UNIT, texts), 256);
    }
}
