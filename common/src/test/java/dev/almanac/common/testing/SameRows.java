package dev.almanac.common.testing;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares rows of a table as its contract sees them: in any order, without provenance, doubles to 1e-9. */
public final class SameRows {
    private static final double TOLERANCE = 1e-9;
    private static final JavaDataFrameSuiteBase COMPARISON = new JavaDataFrameSuiteBase();

    private SameRows() {}

    /** Fails with the differing rows unless both have the same. */
    public static void assertSame(Table table, Dataset<Row> expected, Dataset<Row> actual) {
        COMPARISON.assertDataFrameApproximateEquals(content(table, expected), content(table, actual), TOLERANCE);
    }

    private static Dataset<Row> content(Table table, Dataset<Row> rows) {
        var names = table.contentColumns().stream().map(Column::name).map(functions::col);
        var key = table.key().stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new);
        var ordered = rows.orderBy(key).select(names.toArray(org.apache.spark.sql.Column[]::new));
        var plain = new StructType(Arrays.stream(ordered.schema().fields())
                .map(field -> new StructField(
                        field.name(), field.dataType().asNullable(), true, org.apache.spark.sql.types.Metadata.empty()))
                .toArray(StructField[]::new));
        return rows.sparkSession().createDataFrame(ordered.collectAsList(), plain);
    }
}
