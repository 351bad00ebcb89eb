package dev.almanac.jobs.cli;

import dev.almanac.common.config.Nearest;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.observe.Logging;
import dev.almanac.common.observe.Redaction;
import dev.almanac.common.run.Failures;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.output.Terminal;
import java.util.ArrayList;
import org.apache.logging.log4j.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what was thrown into one message and an exit code; the stack trace is shown with {@code --verbose}. */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Terminal terminal;

    ErrorReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (thrown instanceof ParameterException usage) {
            return handleParseException(usage, new String[0]);
        }
        var error = named(thrown, command);
        terminal.err().println(error.getMessage());
        if (Verbosity.of(command.getCommandSpec())) {
            Redaction.masked(thrown).printStackTrace(terminal.err());
        }
        if (Logging.isToFile()) {
            LogManager.getLogger(ErrorReport.class).error("The command failed.", thrown);
        }
        return error.failure().exitCode();
    }

    @Override
    public int handleParseException(ParameterException usage, String[] arguments) {
        var command = usage.getCommandLine().getCommandSpec().qualifiedName();
        var why = usage.getMessage().strip() + suggestion(usage);
        terminal.err()
                .printf(
                        "Cannot run '%s': %s%s See '%s --help'.%n",
                        command, lowerFirst(why), why.matches(".*[.?]") ? "" : ".", command);
        return Failure.CONFIG.exitCode();
    }

    private static AlmanacException named(Exception thrown, CommandLine command) {
        if (thrown instanceof AlmanacException named) {
            return named;
        }
        var doing = "finish '" + command.getCommandSpec().qualifiedName() + "'";
        var classified = Failures.named(doing, thrown);
        if (classified.failure() != Failure.BUG) {
            return classified;
        }
        return new AlmanacException(
                Failure.BUG,
                "Cannot %s: %s. This is a bug in Almanac; --verbose shows where it happened, please report it."
                        .formatted(doing, Redaction.describe(thrown)),
                thrown);
    }

    private static String suggestion(ParameterException usage) {
        if (!(usage instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        var known = new ArrayList<>(usage.getCommandLine().getSubcommands().keySet());
        known.addAll(usage.getCommandLine().getCommandSpec().optionsMap().keySet());
        return Nearest.hint(unmatched.getUnmatched().get(0), known);
    }

    private static String lowerFirst(String sentence) {
        return sentence.isEmpty() ? "" : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
