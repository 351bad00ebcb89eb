package dev.almanac.jobs.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Where a command writes.
 *
 * @param out for results, so that they can be piped
 * @param err for progress and errors
 * @param columns the width of the terminal behind {@code err}; empty when it is none, and then nothing is redrawn
 */
public record Terminal(PrintStream out, PrintStream err, OptionalInt columns) {
    private static final String WIDTH = "almanac.terminal";
    private static final int NARROWEST = 40;

    /** The process's own streams; {@code bin/almanac} says whether and how wide a terminal is. */
    public static Terminal ofProcess() {
        Integer width = Integer.getInteger(WIDTH);
        return new Terminal(
                utf8(System.out),
                utf8(System.err),
                width == null ? OptionalInt.empty() : OptionalInt.of(Math.max(NARROWEST, width)));
    }

    boolean isInteractive() {
        return columns.isPresent();
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
