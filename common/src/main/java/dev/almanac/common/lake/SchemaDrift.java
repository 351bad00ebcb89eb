package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares columns with a contract by name and type. Spark itself would drop or null the differences in silence. */
final class SchemaDrift {
    private SchemaDrift() {}

    /** What differs, as one sentence part; empty when names and types agree in any order. */
    static String between(Table table, StructType actual) {
        var found = Arrays.stream(actual.fields()).collect(Collectors.toMap(StructField::name, Function.identity()));
        var differences = new ArrayList<String>();
        for (var column : table.columns()) {
            var field = found.remove(column.name());
            if (field == null) {
                differences.add("column " + column.name() + " is missing");
            } else if (!sameType(column.type(), field.dataType())) {
                differences.add("column %s is %s where the contract says %s"
                        .formatted(
                                column.name(),
                                field.dataType().sql(),
                                column.type().sql()));
            }
        }
        var extra = List.copyOf(new TreeSet<>(found.keySet()));
        if (!extra.isEmpty()) {
            differences.add("the contract has no column " + String.join(", ", extra));
        }
        return String.join("; ", differences);
    }

    private static boolean sameType(DataType declared, DataType actual) {
        return declared.asNullable().equals(actual.asNullable());
    }
}
