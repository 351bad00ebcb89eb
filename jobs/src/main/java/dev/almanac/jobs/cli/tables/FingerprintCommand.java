package dev.almanac.jobs.cli.tables;

import dev.almanac.common.lake.Fingerprint;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.output.Grid;
import dev.almanac.jobs.cli.output.Json;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.SparkProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what tables hold, in a number each. */
@Command(
        name = "fingerprint",
        description = {
            "Prints the number of rows and a content hash of each published table. Equal rows in any order have equal",
            "hashes, whichever run wrote them and when; doubles are rounded to the digits that the contract names."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac tables fingerprint --domain my-shop --json")
public final class FingerprintCommand implements Runnable {
    private final CommandContext context;

    @Option(names = "--json", description = "As JSON: table (DOMAIN.TABLE), rows, hash.")
    private boolean json;

    @Mixin
    private TableOptions options;

    @Spec
    private CommandSpec spec;

    public FingerprintCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var configs = options.load(context);
        var settings = configs.get(0).settings();
        try (var process = SparkProcess.open(context, settings, Verbosity.of(spec))) {
            var prints = new ArrayList<Map<String, Object>>();
            for (var config : configs) {
                var domain = process.domain(config);
                domain.tables().all().forEach((table, rows) -> {
                    process.console().doing("reading %s.%s".formatted(domain.name(), table));
                    prints.add(entry(domain.name(), Fingerprint.of(table, rows)));
                });
            }
            process.console().idle();
            context.terminal().out().print(json ? Json.of(prints) + "\n" : text(prints));
        }
    }

    private static Map<String, Object> entry(String domain, Fingerprint fingerprint) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("table", domain + "." + fingerprint.table());
        entry.put("rows", fingerprint.rows());
        entry.put("hash", fingerprint.hash());
        return entry;
    }

    private static String text(List<Map<String, Object>> prints) {
        var rows = prints.stream()
                .map(print -> print.values().stream().map(Object::toString).toList())
                .toList();
        return Grid.of(List.of("table", "rows", "hash"), rows);
    }
}
