package dev.almanac.common.testing;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Rows as Spark reads them, in the terms of {@link KernelTable#rows}. */
public final class SparkValues {
    private SparkValues() {}

    /** Every row of a small dataset. */
    public static List<List<Object>> of(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(SparkValues::fields).toList();
    }

    private static List<Object> fields(Row row) {
        var values = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
            values.add(value(row.get(i)));
        }
        return values;
    }

    private static Object value(Object value) {
        if (value instanceof Row row) {
            return fields(row);
        } else if (value instanceof Date date) {
            return (int) date.toLocalDate().toEpochDay();
        } else if (value instanceof Timestamp timestamp) {
            return ChronoUnit.MICROS.between(java.time.Instant.EPOCH, timestamp.toInstant());
        } else if (value instanceof scala.collection.Seq<?> seq) {
            var elements = new ArrayList<>();
            CollectionConverters.asJava(seq).forEach(element -> elements.add(value(element)));
            return elements;
        } else if (value instanceof scala.collection.Map<?, ?> map) {
            var whole = new HashMap<>();
            CollectionConverters.asJava(map).forEach((key, of) -> whole.put(value(key), value(of)));
            return whole;
        }
        return value;
    }
}
