package dev.almanac.common.contract;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Questions about Spark types that contracts ask. */
final class Types {
    private Types() {}

    /** Whether Delta keeps minimum and maximum values of the type; naming any other in a table property is refused. */
    static boolean hasBounds(DataType type) {
        return !(type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof BooleanType
                || type instanceof BinaryType);
    }
}
