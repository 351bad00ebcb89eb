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
     * group's lease, so every version after the published one is such a leftover: also a compaction's that died before
     * its {@code publications} row, whose rows are the same and which the next maintenance makes again.
     *
     * @return the names of the tables that were taken back
     */
    public List<String> takeBackUnfinished(List<Table> group, Optional<Publication> newest) {
        var unfinished = unfinished(group, newest);
        group.stream()
                .filter(table -> unfinished.contains(table.name()))
                .forEach(table -> delta(table).restoreToVersion(published(table, newest)));
        return unfinished;
    }

    /** The names of the tables with commits after the published version that nobody has taken back yet. */
    List<String> unfinished(List<Table> group, Optional<Publication> newest) {
        return group.stream()
                .filter(table -> tables.newestVersion(table).orElse(0) > published(table, newest))
                .filter(table -> !isTakenBack(table, published(table, newest)))
                .map(Table::name)
                .toList();
    }

    private static long published(Table table, Optional<Publication> newest) {
        return newest.flatMap(publication -> publication.version(table.name()))
                .map(Publication.Version::version)
                .orElse(0L);
    }

    /** A run that does not write the table publishes it at its old version, though the newest says the same. */
    private boolean isTakenBack(Table table, long wanted) {
        var last = delta(table).history(1).head();
        return last.<String>getAs("operation").equals("RESTORE")
                && Long.toString(wanted)
                        .equals(last.<String, String>getJavaMap(last.fieldIndex("operationParameters"))
                                .get("version"));
    }

    private DeltaTable delta(Table table) {
        return DeltaTable.forPath(tables.spark(), tables.warehouse().path(table).toString());
    }
}
