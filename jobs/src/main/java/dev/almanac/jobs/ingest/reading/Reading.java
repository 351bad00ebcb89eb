package dev.almanac.jobs.ingest.reading;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a reader found.
 *
 * @param rows as {@link Rows#READ}
 * @param rowsByFile how many rows there are, by path, counted apart from {@code rows}
 * @param broken the paths of files of which not all could be read
 */
public record Reading(Dataset<Row> rows, Map<String, Long> rowsByFile, Set<String> broken) {}
