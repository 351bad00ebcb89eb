package dev.almanac.common.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run does to one table.
 *
 * @param rows the new rows, with the contract's columns
 * @param deletedKeys for an upsert: the keys to delete, with the key's columns
 * @param days for a window replacement: the days to replace instead of the run's own window
 */
public record Change(Dataset<Row> rows, Optional<Dataset<Row>> deletedKeys, Optional<List<LocalDate>> days) {

    /** New rows, replacing what the table's write mode says. */
    public static Change rows(Dataset<Row> rows) {
        return new Change(rows, Optional.empty(), Optional.empty());
    }

    /** New rows that replace exactly the given days. */
    public static Change days(Dataset<Row> rows, List<LocalDate> days) {
        return new Change(rows, Optional.empty(), Optional.of(List.copyOf(days)));
    }

    /** Rows to insert or update by key, and keys to delete. */
    public static Change upsert(Dataset<Row> rows, Dataset<Row> deletedKeys) {
        return new Change(rows, Optional.of(deletedKeys), Optional.empty());
    }
}
