package dev.almanac.jobs.cli.tables;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.Failure;
import dev.almanac.common.quality.ContractAudit;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.output.Grid;
import dev.almanac.jobs.cli.output.Json;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.OpenDomain;
import dev.almanac.jobs.cli.session.SparkProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds stored tables against their contracts. */
@Command(
        name = "check",
        description = {
            "Holds the published tables against their contracts: columns and types, required values, constraints,",
            "and that no key repeats. Exits with 4 when a table does not keep its contract."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac tables check --domain my-shop")
public final class CheckCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--json", description = "As JSON: table (DOMAIN.TABLE), problems.")
    private boolean json;

    @Mixin
    private TableOptions options;

    @Spec
    private CommandSpec spec;

    public CheckCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var configs = options.load(context);
        var problems = new LinkedHashMap<String, List<String>>();
        var settings = configs.get(0).settings();
        try (var process = SparkProcess.open(context, settings, Verbosity.of(spec))) {
            for (var config : configs) {
                var domain = process.domain(config);
                domain.tables().all().forEach((table, rows) -> {
                    process.console().doing("checking %s.%s".formatted(domain.name(), table));
                    problems.put(domain.name() + "." + table, problems(domain, table, rows));
                });
            }
        }
        context.terminal().out().print(json ? asJson(problems) : asText(problems));
        boolean broken = problems.values().stream().anyMatch(found -> !found.isEmpty());
        return broken ? Failure.CONTRACT.exitCode() : 0;
    }

    /** With other columns the rows cannot be judged. */
    private static List<String> problems(OpenDomain domain, Table table, Dataset<Row> rows) {
        var drift = domain.lake().tables().drift(table);
        return drift.isEmpty() ? ContractAudit.problems(table, rows) : List.of(drift);
    }

    private static String asText(Map<String, List<String>> problems) {
        var rows = new ArrayList<List<String>>();
        problems.forEach((table, found) ->
                rows.add(List.of(table, found.isEmpty() ? "keeps its contract" : String.join("; ", found))));
        return Grid.of(List.of("table", "verdict"), rows);
    }

    private static String asJson(Map<String, List<String>> problems) {
        var entries = new ArrayList<Map<String, Object>>();
        problems.forEach((table, found) -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("table", table);
            entry.put("problems", found);
            entries.add(entry);
        });
        return Json.of(entries) + "\n";
    }
}
