package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import io.delta.tables.DeltaTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Raises how long a table keeps its log and its replaced files, where that was set for a shorter retention than is in
 * force now. Delta forgets replaced files after that time, and a VACUUM then no longer spares them.
 */
final class HistoryRetention {
    private static final Pattern HOURS = Pattern.compile("interval (\\d+) hours");

    private final DeltaTables tables;
    private final Duration retention;

    HistoryRetention(DeltaTables tables, Duration retention) {
        this.tables = tables;
        this.retention = retention;
    }

    /** Raises it, or in a dry run finds out whether it would; nothing where it is long enough. */
    Optional<TableMaintenance.Work> raise(Table table, boolean dryRun) {
        var delta = DeltaTable.forPath(
                tables.spark(), tables.warehouse().path(table).toString());
        Map<String, String> stored = delta.detail().select("properties").head().getJavaMap(0);
        var wanted = TableProperties.retention(retention);
        boolean longEnough = wanted.keySet().stream().allMatch(key -> hours(stored.get(key)) >= hours(wanted.get(key)));
        if (longEnough) {
            return Optional.empty();
        }
        if (!dryRun) {
            set(table, wanted);
        }
        return Optional.of(new TableMaintenance.Work(TableMaintenance.Kind.KEEP_LONGER, table.name(), 1, 0));
    }

    private static long hours(String interval) {
        return Stream.ofNullable(interval)
                .map(HOURS::matcher)
                .filter(Matcher::matches)
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .findFirst()
                .orElse(-1);
    }

    private void set(Table table, Map<String, String> properties) {
        var assignments = properties.entrySet().stream()
                .map(entry -> "'%s' = '%s'".formatted(entry.getKey(), entry.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
        var path = tables.warehouse().path(table).toString().replace("`", "``");
        tables.spark().sql("ALTER TABLE delta.`%s` SET TBLPROPERTIES (%s)".formatted(path, assignments));
    }
}
