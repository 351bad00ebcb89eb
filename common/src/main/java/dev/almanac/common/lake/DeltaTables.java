package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import io.delta.tables.DeltaTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Creates and opens the Delta tables of one domain as their contracts declare them. */
public final class DeltaTables {
    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Duration keepHistory;
    private final Map<String, Dataset<Row>> pinned = new ConcurrentHashMap<>();
    private final Set<String> ensured = ConcurrentHashMap.newKeySet();

    /**
     * @param keepHistory how long old versions stay readable: the promised rollback window
     */
    public DeltaTables(SparkSession spark, Warehouse warehouse, Duration keepHistory) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.keepHistory = keepHistory;
    }

    SparkSession spark() {
        return spark;
    }

    Warehouse warehouse() {
        return warehouse;
    }

    /** For how long a version stays readable after it was replaced. */
    public Duration keepHistory() {
        return keepHistory;
    }

    /** How to reach the warehouse's and the sources' file systems. */
    public Configuration hadoop() {
        return warehouse.hadoop();
    }

    /** The newest version of the table, or nothing where it was never created. */
    public OptionalLong newestVersion(Table table) {
        return DeltaLogListing.newestVersion(warehouse.fileSystem(), warehouse.path(table));
    }

    /**
     * The table exactly as it was at a version; opened once per session and shared, since the first action on an older
     * version costs a second.
     *
     * @throws AlmanacException of kind INPUT when that version can no longer be read
     */
    public Dataset<Row> at(Table table, long version) {
        return pinned.computeIfAbsent(table.name() + "@" + version, key -> openAt(table, version));
    }

    /** The table as it is now: for what is not part of a run, such as queries. */
    public Dataset<Row> newest(Table table) {
        var version = newestVersion(table);
        return version.isPresent() ? openAt(table, version.getAsLong()) : empty(table);
    }

    /** No rows, with the contract's columns. */
    public Dataset<Row> empty(Table table) {
        return spark.createDataFrame(List.of(), table.schema());
    }

    private Dataset<Row> openAt(Table table, long version) {
        try {
            return spark.read()
                    .format("delta")
                    .option("versionAsOf", version)
                    .load(warehouse.path(table).toString());
        } catch (Exception e) { // Delta throws checked ones that nobody declares
            throw new AlmanacException(
                    Failure.INPUT,
                    "Cannot open table %s at version %d: its files or its log are gone or damaged (%s). Restore them from a backup, or run the job that owns the table (%s) again."
                            .formatted(
                                    warehouse.path(table), version, e.getClass().getSimpleName(), table.owner()),
                    e);
        }
    }

    /**
     * Creates the table where it does not exist; where it does, makes sure, once per session, that it still is what the
     * contract says.
     */
    public void ensure(Table table) {
        if (newestVersion(table).isEmpty()) {
            create(table);
        } else if (!ensured.contains(table.name())) {
            requireNoDrift(table);
        }
        ensured.add(table.name());
    }

    private void create(Table table) {
        var builder = DeltaTable.createIfNotExists(spark)
                .location(warehouse.path(table).toString())
                .comment(table.purpose())
                .addColumns(table.schema());
        if (!table.layout().partitionBy().isEmpty()) {
            builder = builder.partitionedBy(table.layout().partitionBy().toArray(String[]::new));
        }
        for (var property : TableProperties.of(table, keepHistory).entrySet()) {
            builder = builder.property(property.getKey(), property.getValue());
        }
        builder.execute();
    }

    private void requireNoDrift(Table table) {
        var drift = drift(table);
        if (!drift.isEmpty()) {
            throw AlmanacException.cannot(
                    Failure.CONTRACT,
                    "write table " + warehouse.path(table),
                    drift,
                    "Declare an incompatible change as a new table with the next version suffix, or move the old table away");
        }
    }

    /** How the stored table differs from its contract; empty when it does not, or does not exist. */
    public String drift(Table table) {
        var version = newestVersion(table);
        if (version.isEmpty()) {
            return "";
        }
        var stored = openAt(table, version.getAsLong()).schema();
        return SchemaDrift.between(table, stored);
    }
}
