package dev.almanac.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.Jobs;
import dev.almanac.jobs.Tables;
import dev.almanac.jobs.cli.Program;
import dev.almanac.jobs.cli.output.Terminal;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.Installation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Runs command lines as a user does, over this checkout, and keeps what they print. */
public record Shell(int exitCode, String out, String err) {
    public static final Path ROOT = Path.of(System.getProperty("almanac.root", ".."));

    public static Shell run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var code = Program.execute(context(out, err), arguments);
        return new Shell(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The same, where anything but success is a failure of the test. */
    public static Shell succeed(String... arguments) {
        var result = run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    private static CommandContext context(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                OptionalInt.empty());
        return new CommandContext(new Catalogue(Jobs.ALL, Tables.ALL), new Installation(ROOT), terminal);
    }
}
