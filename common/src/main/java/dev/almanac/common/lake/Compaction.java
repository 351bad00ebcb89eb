package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.WriteMode;
import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.types.DataTypes;

/**
 * Puts small files of closed partitions together with Delta's OPTIMIZE, whose commits change no row. Which partitions
 * are worth it is told by their number of files, so a table that is compact already is left alone. A table that every
 * run replaces whole has no old files to put together, and would lose the order its rows were written in.
 */
final class Compaction {
    private static final String MIN_FILE_SIZE = "spark.databricks.delta.optimize.minFileSize";
    private static final String MAX_FILE_SIZE = "spark.databricks.delta.optimize.maxFileSize";
    private static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

    private final DeltaTables tables;
    private final TableMaintenance.Rules rules;
    private final LocalDate openDay;

    Compaction(DeltaTables tables, TableMaintenance.Rules rules, LocalDate openDay) {
        this.tables = tables;
        this.rules = rules;
        this.openDay = openDay;
    }

    /**
     * What is to be put together.
     *
     * @param small the small files of the folders
     * @param folders partition folders; the empty one for a table without partitions
     */
    record Plan(TableFiles small, List<String> folders) {

        TableMaintenance.Work work(Table table) {
            return new TableMaintenance.Work(TableMaintenance.Kind.COMPACT, table.name(), small.count(), small.bytes());
        }
    }

    /**
     * Finds the partitions of one version that are worth it.
     *
     * @param fromDay partitions of earlier days are about to be dropped
     */
    Optional<Plan> plan(Table table, long version, LocalDate fromDay) {
        if (table.writeMode() instanceof WriteMode.ReplaceAll) {
            return Optional.empty();
        }
        var onDisk = worthwhile(
                table,
                TableFiles.onDisk(tables.warehouse(), table).where(file -> file.bytes() < rules.smallFileBytes()),
                fromDay);
        if (onDisk.isEmpty()) {
            return Optional.empty();
        }
        var small = worthwhile(table, onDisk.referencedBy(tables.at(table, version)), fromDay);
        return small.isEmpty()
                ? Optional.empty()
                : Optional.of(new Plan(small, List.copyOf(small.byFolder().keySet())));
    }

    private TableFiles worthwhile(Table table, TableFiles small, LocalDate fromDay) {
        var folders = small.byFolder().entrySet().stream()
                .filter(entry -> entry.getValue().count() >= rules.minFiles())
                .map(Map.Entry::getKey)
                .filter(folder -> isClosed(table, folder, fromDay))
                .collect(Collectors.toSet());
        return small.where(file -> folders.contains(file.folder()));
    }

    private boolean isClosed(Table table, String folder, LocalDate fromDay) {
        return partition(folder).entrySet().stream()
                .filter(entry -> table.column(entry.getKey()).type().equals(DataTypes.DateType))
                .flatMap(entry -> entry.getValue().stream())
                .map(LocalDate::parse)
                .allMatch(day -> day.isBefore(openDay) && !day.isBefore(fromDay));
    }

    /** Column and value of each level of a partition folder's path, as Spark writes it; no value for null. */
    private static Map<String, Optional<String>> partition(String folder) {
        return Arrays.stream(folder.split("/"))
                .filter(level -> level.contains("="))
                .map(level -> level.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> ExternalCatalogUtils.unescapePathName(pair[0]), pair -> value(pair[1])));
    }

    private static Optional<String> value(String written) {
        return written.equals(ExternalCatalogUtils.DEFAULT_PARTITION_NAME())
                ? Optional.empty()
                : Optional.of(ExternalCatalogUtils.unescapePathName(written));
    }

    /** Puts the planned files together with one commit. The caller makes sure that nobody replaces rows meanwhile. */
    void execute(Table table, Plan plan, String runId) {
        var settings = Map.of(
                MIN_FILE_SIZE, Long.toString(rules.smallFileBytes()),
                MAX_FILE_SIZE, Long.toString(rules.targetFileBytes()),
                USER_METADATA, runId);
        SessionSettings.during(tables.spark(), settings, () -> {
            var delta = DeltaTable.forPath(
                    tables.spark(), tables.warehouse().path(table).toString());
            var conditions = conditions(table, plan);
            var optimize = delta.optimize();
            (conditions.isEmpty() ? optimize : optimize.where(String.join(" OR ", conditions))).executeCompaction();
        });
    }

    private static List<String> conditions(Table table, Plan plan) {
        if (table.layout().partitionBy().isEmpty()) {
            return List.of();
        }
        var conditions = new ArrayList<String>();
        for (var folder : plan.folders()) {
            conditions.add(partition(folder).entrySet().stream()
                    .map(entry -> condition(table, entry.getKey(), entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(" AND ", "(", ")")));
        }
        return conditions;
    }

    private static String condition(Table table, String column, Optional<String> value) {
        return value.map(text -> "`%s` = CAST('%s' AS %s)"
                        .formatted(
                                column,
                                text.replace("\\", "\\\\").replace("'", "\\'"),
                                table.column(column).type().sql()))
                .orElse("`%s` IS NULL".formatted(column));
    }
}
