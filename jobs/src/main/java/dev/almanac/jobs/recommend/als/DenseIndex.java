package dev.almanac.jobs.recommend.als;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Numbers ids from 0 in the order of the ids: MLlib's ALS knows users and items by int only. */
final class DenseIndex {
    private DenseIndex() {}

    /**
     * The distinct values of a string column, numbered.
     *
     * <p>A global sort numbers them the same however the rows are partitioned, and no partition has to hold them all.
     *
     * @return the column under its own name, and {@code number} under the given one (int)
     * @throws ArithmeticException when there are more than an int can number
     */
    static Dataset<Row> of(Dataset<Row> rows, String idColumn, String number) {
        var sorted = rows.select(idColumn).distinct().orderBy(idColumn);
        var numbered = sorted.toJavaRDD()
                .zipWithIndex()
                .map(pair -> RowFactory.create(pair._1().getString(0), Math.toIntExact(pair._2())));
        var schema =
                new StructType().add(idColumn, DataTypes.StringType, false).add(number, DataTypes.IntegerType, false);
        return rows.sparkSession().createDataFrame(numbered, schema);
    }
}
