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

    void append(Row row) {
        CommitLock.on(tables.warehouse(), table.name()).whileHeld(() -> {
            tables.ensure(table);
            tables.spark()
                    .createDataFrame(List.of(row), table.schema())
                    .coalesce(1)
                    .write()
                    .format("delta")
                    .mode(SaveMode.Append)
                    .save(tables.warehouse().path(table).toString());
        });
    }
}
