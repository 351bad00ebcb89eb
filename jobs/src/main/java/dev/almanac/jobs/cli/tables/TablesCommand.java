package dev.almanac.jobs.cli.tables;

import dev.almanac.jobs.cli.output.Terminal;
import dev.almanac.jobs.cli.session.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about tables. */
@Command(
        name = "tables",
        description = "Shows and checks the tables.",
        subcommands = {DdlCommand.class, CheckCommand.class, DictionaryCommand.class, FingerprintCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  almanac tables dictionary")
public final class TablesCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    public TablesCommand(CommandContext context) {
        this.terminal = context.terminal();
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
    }
}
