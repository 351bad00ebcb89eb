package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The Delta properties that follow from a contract. Only features that every reader of version 1 understands. */
public final class TableProperties {
    private static final int ROWS_OF_A_GROUP = 10_000;
    private static final Duration LOG_LONGER = Duration.ofDays(90);

    private TableProperties() {}

    /**
     * @param keepHistory how long old versions stay readable
     */
    static Map<String, String> of(Table table, Duration keepHistory) {
        var properties = new TreeMap<>(declared(table));
        properties.putAll(retention(keepHistory));
        for (var constraint : table.constraints()) {
            properties.put("delta.constraints." + constraint.name(), constraint.condition());
        }
        return properties;
    }

    /** The properties that do not depend on the warehouse's settings, without the constraints. */
    public static Map<String, String> declared(Table table) {
        var properties = new TreeMap<String, String>();
        properties.put("delta.minReaderVersion", "1");
        properties.put("delta.minWriterVersion", "3");
        properties.put("delta.enableDeletionVectors", "false");
        properties.put("delta.dataSkippingStatsColumns", String.join(",", table.statisticsColumns()));
        if (!table.layout().clusterBy().isEmpty()) {
            // Delta passes a table's properties on to the Parquet writer, whose own groups are of 128 MB: nothing to
            // skip.
            properties.put("parquet.block.row.count.limit", Integer.toString(ROWS_OF_A_GROUP));
        }
        properties.put("almanac.owner", table.owner());
        properties.put("almanac.group", table.group().name());
        return properties;
    }

    /**
     * For how long Delta remembers which files were replaced, and keeps the log: that for a quarter of a year more, since
     * a commit that cleans the log drops every older entry by its own age, also the one it has just replaced.
     */
    static Map<String, String> retention(Duration keepHistory) {
        return Map.of(
                "delta.deletedFileRetentionDuration", interval(keepHistory),
                "delta.logRetentionDuration", interval(keepHistory.plus(LOG_LONGER)));
    }

    private static String interval(Duration duration) {
        return "interval " + duration.toHours() + " hours";
    }
}
