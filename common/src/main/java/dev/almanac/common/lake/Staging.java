package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The folder of one run attempt where rows are written once, as plain Parquet, before they are audited and published.
 * Nothing in it is ever read by anyone but the run itself.
 */
public final class Staging {
    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Path group;
    private final Path folder;

    public Staging(SparkSession spark, Warehouse warehouse, String group, String runId) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.group = new Path(warehouse.staging(), group);
        this.folder = new Path(this.group, runId);
    }

    /**
     * Computes the rows and writes them aside.
     *
     * @throws AlmanacException of kind CONTRACT when the columns are not exactly the contract's
     */
    public StagedChange stage(
            Table table, Dataset<Row> rows, Optional<Dataset<Row>> deletedKeys, Optional<Slice> slice) {
        var written = write(table, rows, table.schema(), "rows");
        var keys = new StructType(Arrays.stream(table.schema().fields())
                .filter(field -> table.key().contains(field.name()))
                .toArray(StructField[]::new));
        var deletions = deletedKeys.map(dataset -> write(table, dataset, keys, "deleted"));
        return new StagedChange(table, written, deletions, slice);
    }

    private Dataset<Row> write(Table table, Dataset<Row> rows, StructType schema, String part) {
        if (part.equals("rows")) {
            requireContract(table, rows.schema());
        }
        var columns = Arrays.stream(schema.fieldNames()).map(functions::col).toArray(Column[]::new);
        var path = new Path(new Path(folder, table.name()), part).toString();
        rows.select(columns).write().mode(SaveMode.Overwrite).parquet(path);
        return spark.read().schema(schema).parquet(path);
    }

    private static void requireContract(Table table, StructType schema) {
        var drift = SchemaDrift.between(table, schema);
        if (!drift.isEmpty()) {
            throw AlmanacException.cannot(
                    Failure.CONTRACT,
                    "stage rows for table " + table,
                    drift,
                    "Make job " + table.owner() + " yield the columns of the contract");
        }
    }

    /**
     * Removes the folder, and those of the group's runs that died. The caller holds the group's lease and has published:
     * what cannot be removed is no reason to do so again.
     */
    public void discard() {
        warehouse.clear(group);
    }
}
