package dev.almanac.jobs.recommend.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Every {@link Metric} of every user's list. */
public final class UserMetrics {
    private static final StructType SCHEMA = new StructType()
            .add("user_hash", DataTypes.LongType, false)
            .add("metrics", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

    private UserMetrics() {}

    /**
     * @param lists user_id, places (array of structs with item_id, best first)
     * @param relevant user_id, relevant (array of item ids, not empty); users without a list count as misses
     * @param k how many places count
     * @return user_hash (bigint, of the user id), metrics (array of double, in the order of {@link Metric})
     */
    public static Dataset<Row> of(Dataset<Row> lists, Dataset<Row> relevant, int k) {
        MapFunction<Row, Row> judge = row -> {
            List<String> ranked = row.isNullAt(1) ? List.of() : row.getList(1);
            var wanted = new HashSet<>(row.<String>getList(2));
            var metrics = Arrays.stream(Metric.values())
                    .map(metric -> metric.of(ranked, wanted, k))
                    .toList();
            // A Seq, as rows hold arrays: a reader may get this very object when Spark skips its own encoding.
            return RowFactory.create(
                    row.getLong(0), CollectionConverters.asScala(metrics).toSeq());
        };
        return relevant.join(lists, relevant.col("user_id").equalTo(lists.col("user_id")), "left")
                .select(xxhash64(relevant.col("user_id")), col("places.item_id"), col("relevant"))
                .map(judge, Encoders.row(SCHEMA));
    }
}
