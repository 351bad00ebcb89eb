package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import io.delta.tables.DeltaTable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * Removes data files that no version inside the retention refers to, with Delta's VACUUM. It makes no commit of its
 * own (Delta would log the start and the end of each), so the published versions stay the newest.
 */
final class Vacuum {
    /**
     * The retention is checked against the rollback window and the longest run, which is more than Delta would. By itself
     * Delta goes by what the table was once told, also where less is kept now.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "spark.databricks.delta.vacuum.retentionWindowIgnore.enabled", "false",
            "spark.databricks.delta.vacuum.logging.enabled", "false",
            "spark.databricks.delta.retentionDurationCheck.enabled", "false");

    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    private final DeltaTables tables;
    private final Duration retention;
    private final Clock clock;

    Vacuum(DeltaTables tables, Duration retention, Clock clock) {
        this.tables = tables;
        this.retention = retention;
        this.clock = clock;
    }

    /** Removes the files, or in a dry run counts them; nothing where no file is due. */
    Optional<TableMaintenance.Work> run(Table table, boolean dryRun) {
        var before = TableFiles.onDisk(tables.warehouse(), table);
        if (!anyDue(table, before)) {
            return Optional.empty();
        }
        var due = dryRun ? listed(table, before) : removed(table, before);
        return due.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableMaintenance.Work(
                        TableMaintenance.Kind.VACUUM, table.name(), due.count(), due.bytes()));
    }

    /** A quick look that spares most tables a VACUUM, which is slow even when there is nothing for it to do. */
    private boolean anyDue(Table table, TableFiles onDisk) {
        var cut = clock.instant().minus(retention);
        var old = onDisk.where(file -> !file.modifiedAt().isAfter(cut));
        var version = tables.newestVersion(table);
        return !old.isEmpty()
                && version.isPresent()
                && !old.notReferencedBy(tables.at(table, version.getAsLong())).isEmpty();
    }

    private TableFiles listed(Table table, TableFiles before) {
        var path = tables.warehouse().path(table).toString().replace("`", "``");
        var statement = "VACUUM delta.`%s` RETAIN %s HOURS DRY RUN"
                .formatted(path, BigDecimal.valueOf(hours()).toPlainString());
        var due = new HashSet<String>();
        SessionSettings.during(
                tables.spark(),
                SETTINGS,
                () -> due.addAll(tables.spark().sql(statement).collectAsList().stream()
                        .map(row -> new Path(row.getString(0)).toUri().getPath())
                        .collect(Collectors.toSet())));
        return before.where(file -> due.contains(file.path()));
    }

    private TableFiles removed(Table table, TableFiles before) {
        SessionSettings.during(
                tables.spark(),
                SETTINGS,
                () -> DeltaTable.forPath(
                                tables.spark(), tables.warehouse().path(table).toString())
                        .vacuum(hours()));
        var left = TableFiles.onDisk(tables.warehouse(), table).files().stream()
                .map(TableFiles.DataFile::path)
                .collect(Collectors.toSet());
        return before.where(file -> !left.contains(file.path()));
    }

    private double hours() {
        return retention.toMillis() / MILLIS_PER_HOUR;
    }
}
