package dev.almanac.jobs.cli.options;

import picocli.CommandLine.Model.CommandSpec;

/** The command above all others, which holds the option {@code --verbose} for each of them. */
public interface Verbosity {
    /** Whether stack traces of errors are wanted. */
    boolean verbose();

    /** Whether they are wanted of this command. */
    static boolean of(CommandSpec command) {
        return command.root().userObject() instanceof Verbosity root && root.verbose();
    }
}
