package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.WriteMode;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;

/** Brings staged rows into a published table with one Delta commit, as the table's write mode says. */
public final class TableWriter {
    private final DeltaTables tables;

    public TableWriter(DeltaTables tables) {
        this.tables = tables;
    }

    /**
     * Commits the change; where there is nothing to insert, replace or delete, the table keeps its version.
     *
     * @param rows how many rows the change has, as its audit counted them
     * @param runId recorded as the commit's user metadata
     * @return the table's version with the change in it
     */
    public long publish(StagedChange change, long rows, String runId) {
        var table = change.table();
        tables.ensure(table);
        long before = tables.newestVersion(table).orElseThrow();
        if (rows == 0 && tables.newest(table).inputFiles().length == 0) {
            return before;
        }
        commit(change, runId, before);
        long after = tables.newestVersion(table).orElseThrow();
        // Without rows, a MERGE or a window that was empty before may leave Delta nothing to commit.
        if (after == before && rows > 0) {
            throw new AlmanacException(
                    Failure.BUG, "Cannot publish table %s: no commit followed version %d.".formatted(table, before));
        }
        return after;
    }

    private void commit(StagedChange change, String runId, long before) {
        var table = change.table();
        var mode = table.writeMode();
        if (mode instanceof WriteMode.ReplaceWindow) {
            overwrite(table, change.rows(), runId, change.slice().orElseThrow().predicate());
        } else if (mode instanceof WriteMode.ReplaceAll) {
            overwrite(table, change.rows(), runId, "true");
        } else if (mode instanceof WriteMode.Upsert) {
            boolean nothingToMatch = before == 0 && change.deletedKeys().isEmpty();
            if (nothingToMatch) {
                save(table, change.rows(), SaveMode.Append, runId, "true");
            } else {
                new UpsertCommit(tables, runId).apply(change);
            }
        } else {
            throw new IllegalArgumentException(
                    "Table " + table + " is a record: the runner appends to it, no job does.");
        }
    }

    /** Replaces the rows that satisfy the predicate; "true" replaces all. */
    void overwrite(Table table, Dataset<Row> rows, String runId, String predicate) {
        save(table, rows, SaveMode.Overwrite, runId, predicate);
    }

    private void save(Table table, Dataset<Row> rows, SaveMode mode, String runId, String predicate) {
        var writer = laidOut(table, rows).write().format("delta").mode(mode).option("userMetadata", runId);
        if (!predicate.equals("true")) {
            writer = writer.option("replaceWhere", predicate);
        }
        writer.save(tables.warehouse().path(table).toString());
    }

    /** One file per partition folder where that is enough, and sorted files for point reads where the layout says so. */
    private static Dataset<Row> laidOut(Table table, Dataset<Row> rows) {
        var layout = table.layout();
        if (!layout.clusterBy().isEmpty()) {
            var by = columns(layout.clusterBy());
            return rows.repartitionByRange(by).sortWithinPartitions(by);
        }
        return layout.partitionBy().isEmpty()
                ? rows.hint("rebalance")
                : rows.hint("rebalance", (Object[]) columns(layout.partitionBy()));
    }

    private static org.apache.spark.sql.Column[] columns(List<String> names) {
        return names.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new);
    }
}
