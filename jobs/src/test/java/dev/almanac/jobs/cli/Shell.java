package dev.almanac.jobs.cli;

import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.Jobs;
import dev.almanac.jobs.Tables;
import dev.almanac.jobs.cli.output.Terminal;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.Installation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Runs command lines as a user does and keeps what they print. */
public final class Shell {
    /** What a command line left. */
    public record Result(int exitCode, String out, String err) {}

    private final Catalogue catalogue;
    private final Installation installation;

    public Shell(Catalogue catalogue, Installation installation) {
        this.catalogue = catalogue;
        this.installation = installation;
    }

    /** Over the real catalogue and this checkout. */
    public static Shell real() {
        return new Shell(
                new Catalogue(Jobs.ALL, Tables.ALL),
                new Installation(Path.of(System.getProperty("almanac.root", ".."))));
    }

    public Result run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var code = Program.execute(context(out, err), arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    CommandContext context() {
        return context(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    private CommandContext context(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                OptionalInt.empty());
        return new CommandContext(catalogue, installation, terminal);
    }
}
