package dev.almanac.common.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Datasets a job computed once and wants to find again: read several times within a run, or after a crash. They are
 * kept under a key that names everything they depend on, until the run has published.
 */
public final class Remembered {
    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Path group;
    private final Path folder;

    /**
     * @param dependencies a hash of job, window, settings, code and input versions
     */
    public Remembered(SparkSession spark, Warehouse warehouse, String group, String dependencies) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.group = new Path(warehouse.remembered(), group);
        this.folder = new Path(this.group, dependencies);
    }

    /** Computes and keeps the rows, unless a finished copy is there; Parquet's success marker tells. */
    public Dataset<Row> remember(String key, Supplier<Dataset<Row>> compute) {
        var path = new Path(folder, key);
        try {
            if (!warehouse.fileSystem().exists(new Path(path, "_SUCCESS"))) {
                var rows = compute.get();
                rows.write().mode(SaveMode.Overwrite).parquet(path.toString());
                // Known here; to look it up in the files takes a Spark job.
                return spark.read().schema(rows.schema()).parquet(path.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return spark.read().parquet(path.toString());
    }

    /**
     * Removes what was kept for the group, by this run and by runs that died. The caller holds its lease and has published:
     * what cannot be removed is no reason to do so again.
     */
    public void forget() {
        warehouse.clear(group);
    }
}
