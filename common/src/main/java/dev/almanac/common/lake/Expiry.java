package dev.almanac.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import dev.almanac.common.contract.Retention;
import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.WriteMode;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;

/**
 * Drops the rows that are older than their table's contract keeps them. The newest window of a window-replaced table
 * always stays, however old: what is served now may refer to it, such as lists to their model.
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
        return table.retention().flatMap(retention -> plan(table, retention, version));
    }

    private Optional<Plan> plan(Table table, Retention retention, long version) {
        var rows = tables.at(table, version);
        // only a window is served whole
        var newest = table.writeMode() instanceof WriteMode.ReplaceWindow
                ? Optional.ofNullable(
                        rows.agg(max(col(retention.column()))).head().get(0))
                : Optional.empty();
        var cut = table.column(retention.column()).type().equals(DataTypes.DateType)
                ? days(
                        retention,
                        newest.map(Object::toString).map(LocalDate::parse).orElse(LocalDate.MAX))
                : moments(
                        retention,
                        newest.map(at -> ((Timestamp) at).toInstant()).orElse(Instant.MAX));
        var counts =
                rows.agg(count_if(expr(cut.slice().predicate())), count(lit(1))).head();
        long expired = counts.getLong(0);
        return expired == 0
                ? Optional.empty()
                : Optional.of(new Plan(cut.slice(), expired, counts.getLong(1) - expired, cut.fromDay()));
    }

    private record Cut(Slice slice, LocalDate fromDay) {}

    private Cut days(Retention retention, LocalDate latest) {
        var wanted = occasion.openDay().minusDays(retention.period().toDays());
        var first = wanted.isBefore(latest) ? wanted : latest;
        return new Cut(Slice.before(retention.column(), first), first);
    }

    private Cut moments(Retention retention, Instant latest) {
        var wanted = occasion.run().windowEnd().minus(retention.period());
        var first = wanted.isBefore(latest) ? wanted : latest;
        // partitions by day may be of any zone; the day before is dropped in every one of them
        return new Cut(
                Slice.before(retention.column(), first),
                first.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1));
    }

    /**
     * Drops the rows with one commit, the way a run replaces a window, and makes sure that no other row went.
     *
     * @throws AlmanacException of kind BUG, before the group's commit point, when the table has other rows than planned
     */
    void execute(Table table, Plan plan) {
        new TableWriter(tables)
                .overwrite(
                        table,
                        tables.empty(table),
                        occasion.run().runId(),
                        plan.slice().predicate());
        long left = tables.newest(table).count();
        if (left != plan.kept()) {
            throw new AlmanacException(
                    Failure.BUG,
                    "Cannot drop expired rows of table %s: %d rows should be left but %d are. The next run takes it back."
                            .formatted(table, plan.kept(), left));
        }
    }
}
