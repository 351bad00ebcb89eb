package dev.almanac.jobs.cli.tables;

import dev.almanac.common.contract.Table;
import dev.almanac.common.lake.TableProperties;
import dev.almanac.jobs.cli.session.CommandContext;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Prints the contracts as SQL. */
@Command(
        name = "ddl",
        description =
                "Prints a CREATE TABLE statement for every table, with comments, properties and CHECK constraints.",
        footerHeading = "%nExample:%n",
        footer = "  almanac tables ddl > tables.sql")
public final class DdlCommand implements Runnable {
    private final CommandContext context;

    public DdlCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var statements = context.catalogue().tables().stream().map(DdlCommand::statement);
        context.terminal().out().print(statements.collect(Collectors.joining("\n")));
    }

    private static String statement(Table table) {
        var sql = new StringBuilder("CREATE TABLE " + table.name() + " (\n  ");
        sql.append(
                table.columns().stream().map(column -> column.field().toDDL()).collect(Collectors.joining(",\n  ")));
        sql.append("\n) USING delta\n");
        if (!table.layout().partitionBy().isEmpty()) {
            sql.append("PARTITIONED BY (" + String.join(", ", table.layout().partitionBy()) + ")\n");
        }
        sql.append("COMMENT '" + table.purpose().replace("'", "\\'") + "'\n");
        sql.append(TableProperties.declared(table).entrySet().stream()
                .map(property -> "'%s' = '%s'".formatted(property.getKey(), property.getValue()))
                .collect(Collectors.joining(",\n  ", "TBLPROPERTIES (\n  ", ");\n")));
        table.constraints()
                .forEach(check -> sql.append("ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s);%n"
                        .formatted(table.name(), check.name(), check.condition())));
        return sql.toString();
    }
}
