package dev.almanac.common.lake;

import java.time.Duration;
import org.apache.spark.sql.SparkSession;

/**
 * One domain's tables and records, as one process works with them: make one for a session and share it, since it
 * remembers what it has opened and read.
 *
 * @param warehouse where they lie
 * @param tables the tables
 * @param publications which versions belong together
 * @param runs what ran
 */
public record Lake(Warehouse warehouse, DeltaTables tables, PublicationLog publications, RunLog runs) {

    /**
     * @param keepHistory how long old versions stay readable: the promised rollback window
     */
    public static Lake open(SparkSession spark, Warehouse warehouse, Duration keepHistory) {
        var tables = new DeltaTables(spark, warehouse, keepHistory);
        return new Lake(warehouse, tables, new PublicationLog(tables), new RunLog(tables));
    }
}
