package dev.almanac.jobs.ingest.resolving;

import dev.almanac.common.contract.Table;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.FindingTables;
import dev.almanac.jobs.tables.TeamTables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which clean tables hold what others refer to. */
final class Parents {
    private static final Map<String, Table> BY_COLUMN = new TreeMap<>(Map.of(
            "finding_id", FindingTables.FINDINGS,
            "item_id", CleanTables.ITEMS,
            "related_user_id", CleanTables.USERS,
            "team_id", TeamTables.TEAMS,
            "user_id", CleanTables.USERS));

    private Parents() {}

    static Table tableOf(String column) {
        return BY_COLUMN.get(column);
    }

    /** The one column that parents are known by. */
    static String keyOf(Table parent) {
        return parent.key().get(0);
    }

    /** The columns by which a table's rows refer to parents, where the parents have a source at all. */
    static List<String> of(Table table, List<Source> sources) {
        return BY_COLUMN.entrySet().stream()
                .filter(parent -> !parent.getValue().equals(table))
                .filter(parent -> table.columnNames().contains(parent.getKey()))
                .filter(parent ->
                        sources.stream().anyMatch(source -> source.table().equals(parent.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
