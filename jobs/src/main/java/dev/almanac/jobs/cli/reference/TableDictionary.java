package dev.almanac.jobs.cli.reference;

import static dev.almanac.jobs.cli.reference.Markdown.code;
import static dev.almanac.jobs.cli.reference.Markdown.codes;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Retention;
import dev.almanac.common.contract.Table;
import java.util.List;
import java.util.Locale;

/** The data dictionary, {@code docs/reference/tables.md}. */
public final class TableDictionary {
    private static final String INTRODUCTION = """
            # Tables

            Every table lies at `<warehouse>/<domain>/<table>` and is a Delta table of reader version 1. A personal
            column is masked in errors, logs and the console, and is in no file statistics and no path.

            """;

    private TableDictionary() {}

    public static String render(List<Table> tables) {
        var text = new StringBuilder(Markdown.generated()).append(INTRODUCTION);
        text.append(Markdown.header("table", "group", "written by", "purpose"));
        for (var table : tables) {
            var link = "[%s](#%s)".formatted(code(table.name()), table.name());
            text.append(Markdown.row(link, table.group().name(), code(table.owner()), table.purpose()));
        }
        tables.forEach(table -> text.append(entry(table)));
        return text.toString();
    }

    private static String entry(Table table) {
        var text = new StringBuilder(
                "\n## %s%n%n%s%n%n".formatted(table.name(), table.purpose()).replace("\r", ""));
        text.append(fact("Grain", table.grain()));
        text.append(fact("Key", codes(table.key())));
        text.append(fact("Group", table.group().name()));
        text.append(fact(
                "Written by",
                code(table.owner()) + ", which " + table.writeMode().describe()));
        text.append(fact("Fresh within", Markdown.words(table.freshWithin())));
        text.append(fact("Kept", table.retention().map(TableDictionary::kept).orElse("for ever")));
        table.eventTime().ifPresent(column -> text.append(fact("Event time", code(column))));
        if (!table.layout().partitionBy().isEmpty()) {
            text.append(fact("Partitioned by", codes(table.layout().partitionBy())));
        }
        if (!table.layout().clusterBy().isEmpty()) {
            text.append(fact("Sorted within files by", codes(table.layout().clusterBy())));
        }
        table.constraints().forEach(check -> text.append(fact("Check " + code(check.name()), code(check.condition()))));
        text.append("\n").append(Markdown.header("column", "type", "null", "unit", "personal", "meaning"));
        table.columns().forEach(column -> text.append(row(column)));
        return text.toString();
    }

    private static String kept(Retention retention) {
        return "%s by `%s`; `maintain-tables` drops older rows"
                .formatted(Markdown.words(retention.period()), retention.column());
    }

    private static String fact(String name, String value) {
        return "- " + name + ": " + value + "\n";
    }

    private static String row(Column column) {
        return Markdown.row(
                code(column.name()),
                column.type().sql().toLowerCase(Locale.ROOT),
                column.nullable() ? "yes" : "no",
                column.traits().unit(),
                column.isPersonal() ? "yes" : "no",
                column.traits().comment());
    }
}
