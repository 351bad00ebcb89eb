package dev.almanac.jobs.ingest.resolving;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.tables.CleanTables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which clean tables hold what others refer to. */
final class Parents {
    private static final Map<String, Table> BY_KEY =
            new TreeMap<>(Map.of("item_id", CleanTables.ITEMS, "user_id", CleanTables.USERS));

    private Parents() {}

    static Table tableOf(String keyColumn) {
        return BY_KEY.get(keyColumn);
    }

    /** The key columns of parents that a table's rows refer to, where the parents have a source at all. */
    static List<String> of(Table table, List<Source> sources) {
        return BY_KEY.entrySet().stream()
                .filter(parent -> !parent.getValue().equals(table))
                .filter(parent -> table.columnNames().contains(parent.getKey()))
                .filter(parent ->
                        sources.stream().anyMatch(source -> source.table().equals(parent.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
