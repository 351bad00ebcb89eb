package dev.almanac.common.testing;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A Delta table as an engine other than Spark finds it: read with Delta Kernel. */
public final class KernelTable {
    private final Engine engine = DefaultEngine.create(new Configuration(false));
    private final Snapshot snapshot;

    private KernelTable(Path path) {
        this.snapshot = Table.forPath(engine, path.toString()).getLatestSnapshot(engine);
    }

    /** The newest version of the table in a folder. */
    public static KernelTable at(Path path) {
        return new KernelTable(path);
    }

    /** What a reader must at least understand. */
    public int minReaderVersion() {
        return snapshot.getProtocol().getMinReaderVersion();
    }

    /** The columns as Kernel understands them, in Spark's words. */
    public org.apache.spark.sql.types.StructType schema() {
        var json = snapshot.getSchema().toJson();
        return (org.apache.spark.sql.types.StructType) org.apache.spark.sql.types.DataType.fromJson(json);
    }

    /**
     * Every row: dates as days since 1970, timestamps as microseconds since then, structs and arrays as lists, maps as
     * maps.
     */
    public List<List<Object>> rows() {
        var scan = snapshot.getScanBuilder().build();
        var state = scan.getScanState(engine);
        var rows = new ArrayList<List<Object>>();
        try (var batches = scan.getScanFiles(engine)) {
            while (batches.hasNext()) {
                try (var files = batches.next().getRows()) {
                    while (files.hasNext()) {
                        read(state, files.next(), rows);
                    }
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Row state, Row file, List<List<Object>> rows) throws IOException {
        var status = Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file));
        var schema = ScanStateRow.getPhysicalDataReadSchema(state);
        var stored = engine.getParquetHandler()
                .readParquetFiles(status, schema, Optional.empty())
                .map(FileReadResult::getData);
        try (var batches = Scan.transformPhysicalData(engine, state, file, stored)) {
            while (batches.hasNext()) {
                addRows(batches.next(), rows);
            }
        }
    }

    private static void addRows(FilteredColumnarBatch batch, List<List<Object>> rows) {
        var data = batch.getData();
        var selected = batch.getSelectionVector();
        for (int row = 0; row < data.getSize(); row++) {
            int number = row;
            if (selected.map(chosen -> chosen.getBoolean(number)).orElse(true)) {
                rows.add(values(IntStream.range(0, data.getSchema().length()).mapToObj(data::getColumnVector), number));
            }
        }
    }

    private static List<Object> values(java.util.stream.Stream<ColumnVector> columns, int row) {
        var values = new ArrayList<>();
        columns.forEach(column -> values.add(value(column, row)));
        return values;
    }

    private static Object value(ColumnVector column, int row) {
        if (column.isNullAt(row)) {
            return null;
        }
        DataType type = column.getDataType();
        if (type instanceof StructType struct) {
            return values(IntStream.range(0, struct.length()).mapToObj(column::getChild), row);
        }
        if (type instanceof ArrayType) {
            return elements(column.getArray(row).getElements());
        }
        if (type instanceof MapType) {
            var map = column.getMap(row);
            var keys = elements(map.getKeys());
            var values = elements(map.getValues());
            var whole = new HashMap<>();
            IntStream.range(0, keys.size()).forEach(i -> whole.put(keys.get(i), values.get(i)));
            return whole;
        }
        return scalar(column, type, row);
    }

    private static Object scalar(ColumnVector column, DataType type, int row) {
        if (type instanceof StringType) {
            return column.getString(row);
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return column.getInt(row);
        } else if (type instanceof LongType || type instanceof TimestampType) {
            return column.getLong(row);
        } else if (type instanceof DoubleType) {
            return column.getDouble(row);
        } else if (type instanceof FloatType) {
            return column.getFloat(row);
        } else if (type instanceof BooleanType) {
            return column.getBoolean(row);
        }
        throw new IllegalArgumentException("No table has a column of type " + type + ".");
    }

    private static List<Object> elements(ColumnVector vector) {
        var elements = new ArrayList<>();
        IntStream.range(0, vector.getSize()).forEach(i -> elements.add(value(vector, i)));
        return elements;
    }
}
