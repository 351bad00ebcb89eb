package dev.almanac.jobs;

import dev.almanac.jobs.cli.Program;
import dev.almanac.jobs.cli.output.Terminal;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.Installation;

/** The entry point of every way to run Almanac. */
public final class Main {
    private Main() {}

    /** Ends the process with one of the exit codes of {@link dev.almanac.common.error.Failure}, 0 when all went well. */
    public static void main(String[] arguments) {
        var catalogue = new Catalogue(Jobs.ALL, Tables.ALL);
        var context = new CommandContext(catalogue, Installation.find(), Terminal.ofProcess());
        System.exit(Program.execute(context, arguments));
    }
}
