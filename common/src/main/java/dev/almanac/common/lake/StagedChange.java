package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run has written aside for one table, read back from disk.
 *
 * @param table its contract
 * @param rows the new rows, with the contract's columns
 * @param deletedKeys for an upsert: the keys to delete
 * @param slice for a window replacement: the rows being replaced
 */
public record StagedChange(Table table, Dataset<Row> rows, Optional<Dataset<Row>> deletedKeys, Optional<Slice> slice) {}
