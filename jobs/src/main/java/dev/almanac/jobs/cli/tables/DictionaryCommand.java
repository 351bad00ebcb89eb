package dev.almanac.jobs.cli.tables;

import dev.almanac.jobs.cli.reference.TableDictionary;
import dev.almanac.jobs.cli.session.CommandContext;
import picocli.CommandLine.Command;

/** Prints the data dictionary. */
@Command(
        name = "dictionary",
        description = "Prints the data dictionary of all tables, in Markdown.",
        footerHeading = "%nExample:%n",
        footer = "  almanac tables dictionary > tables.md")
public final class DictionaryCommand implements Runnable {
    private final CommandContext context;

    public DictionaryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.terminal()
                .out()
                .print(TableDictionary.render(context.catalogue().tables()));
    }
}
