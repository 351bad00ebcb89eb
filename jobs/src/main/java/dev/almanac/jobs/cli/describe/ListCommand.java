package dev.almanac.jobs.cli.describe;

import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.cli.output.Grid;
import dev.almanac.jobs.cli.output.Json;
import dev.almanac.jobs.cli.output.Terminal;
import dev.almanac.jobs.cli.session.CommandContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the jobs. */
@Command(
        name = "list",
        description = "Lists the jobs: when they are due and what they read and write.",
        footerHeading = "%nExample:%n",
        footer = "  almanac list --json")
public final class ListCommand implements Runnable {
    private final Catalogue catalogue;
    private final Terminal terminal;

    @Option(names = "--json", description = "As JSON: name, schedule, purpose, reads, writes.")
    private boolean json;

    public ListCommand(CommandContext context) {
        this.catalogue = context.catalogue();
        this.terminal = context.terminal();
    }

    @Override
    public void run() {
        var specs = catalogue.specs();
        if (json) {
            terminal.out()
                    .println(Json.of(specs.stream().map(JobDescription::brief).toList()));
            return;
        }
        var rows = specs.stream()
                .map(spec -> List.of(spec.name(), spec.schedule().label(), spec.purpose()))
                .toList();
        terminal.out().print(Grid.of(List.of("job", "schedule", "purpose"), rows));
    }
}
