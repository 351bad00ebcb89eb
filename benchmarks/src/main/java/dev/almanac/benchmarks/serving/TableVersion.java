package dev.almanac.benchmarks.serving;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A Delta table as it was at one version, read with Delta Kernel: without Spark and without a cluster. */
final class TableVersion {
    private final Engine engine;
    private final Snapshot snapshot;

    private TableVersion(Engine engine, Snapshot snapshot) {
        this.engine = engine;
        this.snapshot = snapshot;
    }

    /** @throws io.delta.kernel.exceptions.TableNotFoundException when the folder holds no table */
    static TableVersion newest(Engine engine, String folder) {
        return new TableVersion(engine, Table.forPath(engine, folder).getLatestSnapshot(engine));
    }

    /** @throws io.delta.kernel.exceptions.KernelException when that version can no longer be read */
    static TableVersion at(Engine engine, String folder, long version) {
        return new TableVersion(engine, Table.forPath(engine, folder).getSnapshotAsOfVersion(engine, version));
    }

    long number() {
        return snapshot.getVersion();
    }

    // tag::rows
    /**
     * Reads the rows for which a filter holds. Files and row groups in which it cannot hold are skipped.
     *
     * @param columns what a row has, in this order; all that the filter names must be among them
     */
    <T> List<T> rows(List<String> columns, Predicate filter, Function<Row, T> row) {
        var schema =
                new StructType(columns.stream().map(snapshot.getSchema()::get).toList());
        var matching = engine.getExpressionHandler().getPredicateEvaluator(schema, filter);
        var scan = snapshot.getScanBuilder()
                .withReadSchema(schema)
                .withFilter(filter)
                .build();
        var found = new ArrayList<T>();
        try (var files = Utils.intoRows(scan.getScanFiles(engine))) {
            while (files.hasNext()) {
                try (var batches = stored(scan, files.next(), filter)) {
                    while (batches.hasNext()) {
                        var batch = batches.next();
                        var selected = matching.eval(batch.getData(), batch.getSelectionVector());
                        var rows = new FilteredColumnarBatch(batch.getData(), Optional.of(selected)).getRows();
                        rows.forEachRemaining(each -> found.add(row.apply(each)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private CloseableIterator<FilteredColumnarBatch> stored(Scan scan, Row file, Predicate filter) throws IOException {
        var state = scan.getScanState(engine);
        var status = Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file));
        var schema = ScanStateRow.getPhysicalDataReadSchema(state);
        var data = engine.getParquetHandler().readParquetFiles(status, schema, Optional.of(filter));
        return Scan.transformPhysicalData(engine, state, file, data.map(FileReadResult::getData));
    }
    // end::rows
}
