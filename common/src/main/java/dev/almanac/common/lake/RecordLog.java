package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Adds rows to a record table that several groups, and so several processes, write at once. On a local disk Delta's
 * own log store is not atomic between processes, so the commit is made under a lock there; HDFS makes it atomic.
 */
final class RecordLog {
    private final DeltaTables tables;
    private final Table table;

    RecordLog(DeltaTables tables, Table table) {
        this.tables = tables;
        this.table = table;
    }

    /**
     * A commit of this log.
     *
     * @param version the version it made, as far as can be told
     * @param before the newest version before it
     */
    record Commit(long version, long before) {
        /** Whether the commit, and nothing else, followed the given version. */
        boolean isNextAfter(long known) {
            return before == known && version == before + 1;
        }
    }

    Commit append(Row row) {
        return CommitLock.on(tables.warehouse(), table.name()).whileHeld(() -> {
            tables.ensure(table);
            long before = newestVersion();
            tables.spark()
                    .createDataFrame(List.of(row), table.schema())
                    .coalesce(1)
                    .write()
                    .format("delta")
                    .mode(SaveMode.Append)
                    .save(tables.warehouse().path(table).toString());
            return new Commit(newestVersion(), before);
        });
    }

    private long newestVersion() {
        return tables.newestVersion(table).orElse(-1);
    }
}
