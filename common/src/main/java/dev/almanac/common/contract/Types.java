package dev.almanac.common.contract;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Questions about Spark types that contracts ask. */
final class Types {
    private Types() {}

    static boolean isScalar(DataType type) {
        return !(type instanceof ArrayType || type instanceof MapType || type instanceof StructType);
    }
}
