package dev.almanac.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a Delta table that is not ours says of its past. */
public final class DeltaHistory {
    private DeltaHistory() {}

    /**
     * The newest version committed before a moment.
     *
     * @return version (bigint), timestamp; empty when there was none yet
     * @throws AlmanacException of kind INPUT when there is no Delta table at the path
     */
    public static Optional<Row> newestBefore(SparkSession spark, String path, Instant end) {
        if (!DeltaTable.isDeltaTable(spark, path)) {
            throw AlmanacException.cannot(
                    Failure.INPUT,
                    "read source " + path,
                    "there is no Delta table",
                    "Correct the source's path, or its format");
        }
        var newest = DeltaTable.forPath(spark, path)
                .history()
                .where(col("timestamp").lt(lit(Timestamp.from(end))))
                .agg(
                        max("version").as("version"),
                        max_by(col("timestamp"), col("version")).as("timestamp"))
                .head();
        return newest.isNullAt(0) ? Optional.empty() : Optional.of(newest);
    }
}
