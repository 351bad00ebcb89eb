package dev.almanac.jobs.cli;

import dev.almanac.jobs.cli.session.CommandContext;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** The command line as a whole. */
public final class Program {
    private Program() {}

    /** Parses, runs and reports. Nothing is thrown. */
    public static int execute(CommandContext context, String... arguments) {
        return commandLine(context).execute(arguments);
    }

    /** All commands, with those that other modules contribute. */
    public static CommandLine commandLine(CommandContext context) {
        return commandLine(context, ServiceLoader.load(ContributedCommand.class));
    }

    /** Only the commands of this module, which the reference describes wherever it is made. */
    static CommandLine ownCommandLine(CommandContext context) {
        return commandLine(context, List.of());
    }

    private static CommandLine commandLine(CommandContext context, Iterable<ContributedCommand> more) {
        var line = new CommandLine(new AlmanacCommand(context), new CommandFactory(context));
        more.forEach(line::addSubcommand);
        var terminal = context.terminal();
        var errors = new ErrorReport(terminal);
        return line.setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false);
    }
}
