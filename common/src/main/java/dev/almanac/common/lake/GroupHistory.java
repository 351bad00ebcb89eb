package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import io.delta.tables.DeltaTable;
import java.util.List;
import java.util.Optional;

/** Brings the tables of a group back to what was published, whatever a run that died left in them. */
public final class GroupHistory {
    private final DeltaTables tables;

    public GroupHistory(DeltaTables tables) {
        this.tables = tables;
    }

    /**
     * Takes back the commits of a run that died between its first table and its commit point. The caller holds the
     * group's lease, so every version after the published one is such a leftover.
     *
     * @return the names of the tables that were taken back
     */
    public List<String> takeBackUnfinished(List<Table> group, Optional<Publication> newest) {
        return group.stream()
                .filter(table -> takeBack(table, newest.flatMap(publication -> publication.version(table.name()))))
                .map(Table::name)
                .toList();
    }

    private boolean takeBack(Table table, Optional<Publication.Version> published) {
        var present = tables.newestVersion(table);
        long wanted = published.map(Publication.Version::version).orElse(0L);
        if (present.isEmpty() || present.getAsLong() <= wanted) {
            return false;
        }
        DeltaTable.forPath(tables.spark(), tables.warehouse().path(table).toString())
                .restoreToVersion(wanted);
        return true;
    }
}
