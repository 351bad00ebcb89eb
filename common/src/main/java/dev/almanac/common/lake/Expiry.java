package dev.almanac.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.WriteMode;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;

/**
 * Drops the windows of a window-replaced table that are older than its contract keeps them. The newest window always
 * stays, however old: what is served now may refer to it, such as lists to their model.
 */
final class Expiry {
    private final DeltaTables tables;
    private final TableMaintenance.Occasion occasion;

    Expiry(DeltaTables tables, TableMaintenance.Occasion occasion) {
        this.tables = tables;
        this.occasion = occasion;
    }

    /**
     * Rows to be dropped.
     *
     * @param fromDay days before this one are dropped
     */
    record Plan(Slice slice, long rows, long kept, LocalDate fromDay) {

        TableMaintenance.Work work(Table table) {
            return new TableMaintenance.Work(TableMaintenance.Kind.EXPIRE, table.name(), rows, 0);
        }
    }

    /** Finds the expired rows of one version, if the table's contract lets rows expire and some have. */
    Optional<Plan> plan(Table table, long version) {
        if (table.keepFor().isEmpty() || !(table.writeMode() instanceof WriteMode.ReplaceWindow window)) {
            return Optional.empty();
        }
        var rows = tables.at(table, version);
        var newest = rows.agg(max(col(window.column()))).head();
        if (newest.isNullAt(0)) {
            return Optional.empty();
        }
        var cut = table.column(window.column()).type().equals(DataTypes.DateType)
                ? days(table, window.column(), LocalDate.parse(newest.get(0).toString()))
                : moments(table, window.column(), newest.getTimestamp(0));
        long expired = rows.where(cut.slice().predicate()).count();
        return expired == 0
                ? Optional.empty()
                : Optional.of(new Plan(cut.slice(), expired, rows.count() - expired, cut.fromDay()));
    }

    private record Cut(Slice slice, LocalDate fromDay) {}

    private Cut days(Table table, String column, LocalDate newest) {
        var wanted = occasion.openDay().minusDays(table.keepFor().orElseThrow().toDays());
        var first = wanted.isBefore(newest) ? wanted : newest;
        return new Cut(Slice.before(column, first), first);
    }

    private Cut moments(Table table, String column, Timestamp newest) {
        var wanted = occasion.run().windowEnd().minus(table.keepFor().orElseThrow());
        var first = wanted.isBefore(newest.toInstant()) ? wanted : newest.toInstant();
        // partitions by day may be of any zone; the day before is dropped in every one of them
        return new Cut(
                Slice.before(column, first),
                first.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1));
    }

    /**
     * Drops the rows with one commit, the way a run replaces a window, and makes sure that no other row went.
     *
     * @throws AlmanacException of kind BUG, before the group's commit point, when the table has other rows than planned
     */
    void execute(Table table, Plan plan) {
        var nothing = new StagedChange(table, tables.empty(table), Optional.empty(), Optional.of(plan.slice()));
        long version = new TableWriter(tables).publish(nothing, occasion.run().runId());
        long left = tables.at(table, version).count();
        if (left != plan.kept()) {
            throw new AlmanacException(
                    Failure.BUG,
                    "Cannot drop expired rows of table %s: %d rows should be left but %d are. The next run takes it back."
                            .formatted(table, plan.kept(), left));
        }
    }
}
