package dev.almanac.jobs.cli.describe;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.cli.output.Grid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a table declares, for people and for programs. */
final class TableDescription {
    private TableDescription() {}

    static Map<String, Object> full(Table table) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", table.name());
        entry.put("purpose", table.purpose());
        entry.put("grain", table.grain());
        entry.put("group", table.group().name());
        entry.put("owner", table.owner());
        entry.put("key", table.key());
        entry.put("write_mode", table.writeMode().describe());
        entry.put("partitioned_by", table.layout().partitionBy());
        entry.put("clustered_by", table.layout().clusterBy());
        entry.put("event_time", table.eventTime().orElse(null));
        entry.put("fresh_within", table.freshWithin().toString());
        entry.put(
                "kept_for",
                table.retention().map(kept -> kept.period().toString()).orElse(null));
        entry.put(
                "checks",
                table.constraints().stream()
                        .map(check -> Map.of("name", check.name(), "condition", check.condition()))
                        .toList());
        entry.put(
                "columns",
                table.columns().stream().map(TableDescription::column).toList());
        return entry;
    }

    static String text(Table table) {
        var text = new StringBuilder("Table %s: %s%n".formatted(table.name(), table.purpose()));
        text.append("%s; key %s; group %s; written by %s, which %s.%n"
                .formatted(
                        upperFirst(table.grain()),
                        String.join(", ", table.key()),
                        table.group().name(),
                        table.owner(),
                        table.writeMode().describe().replace("`", "")));
        text.append("%n".formatted());
        text.append(Grid.of(
                List.of("column", "type", "null", "personal", "meaning"),
                table.columns().stream().map(TableDescription::row).toList()));
        for (var check : table.constraints()) {
            text.append("Check %s: %s%n".formatted(check.name(), check.condition()));
        }
        return text.toString();
    }

    private static List<String> row(Column column) {
        return List.of(
                column.name(),
                column.type().sql().toLowerCase(Locale.ROOT),
                column.nullable() ? "yes" : "",
                column.isPersonal() ? "yes" : "",
                column.traits().comment());
    }

    private static Map<String, Object> column(Column column) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", column.name());
        entry.put("type", column.type().sql().toLowerCase(Locale.ROOT));
        entry.put("nullable", column.nullable());
        entry.put("personal", column.isPersonal());
        entry.put("unit", column.traits().unit());
        entry.put("comment", column.traits().comment());
        return entry;
    }

    private static String upperFirst(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
