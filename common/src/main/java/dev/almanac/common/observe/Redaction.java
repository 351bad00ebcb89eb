package dev.almanac.common.observe;

import dev.almanac.common.error.AlmanacException;
import java.util.regex.Pattern;

/**
 * Keeps values of rows out of what people and files get to see of texts that Almanac did not write itself.
 *
 * <p>The guarantee. Of a text by Spark, Delta, Hadoop or any other library, nothing between quotation marks, nothing
 * after its first line and nothing after the name of an exception survives. Of an exception, its class, its error
 * class ({@code [CAST_INVALID_INPUT]}) and its stack frames survive; its text only when it comes from the file system
 * or the network, and then as above. An {@link AlmanacException} passes whole: its writer has masked it.
 */
public final class Redaction {
    /** Stands where something was. */
    public static final String MASK = "***";

    private static final Pattern QUOTED = Pattern.compile("'[^']*(?:'|$)|\"[^\"]*(?:\"|$)", Pattern.DOTALL);
    private static final Pattern EXCEPTION =
            Pattern.compile("((?:\\w+\\.)+[A-Z][\\w$]*(?:Exception|Error|Failure))\\b:?\\s*(\\[[A-Z][A-Z0-9_.]*])?.*");
    private static final Pattern ERROR_CLASS = Pattern.compile("\\s*(\\[[A-Z][A-Z0-9_.]*]).*", Pattern.DOTALL);

    private Redaction() {}

    /** A library's text without values. */
    public static String text(String text) {
        var firstLine = text.lines().findFirst().orElse("");
        var cut = EXCEPTION.matcher(firstLine).replaceFirst("$1: $2 " + MASK);
        var masked = QUOTED.matcher(cut).replaceAll(MASK);
        return text.strip().contains("\n") && !masked.endsWith(MASK) ? masked + " " + MASK : masked;
    }

    /** Class and text of an exception, without values and without its causes. */
    public static String describe(Throwable thrown) {
        if (thrown instanceof AlmanacException) {
            return thrown.getMessage();
        }
        var name = thrown.getClass().getName();
        var text = thrown.getMessage();
        if (text == null || text.isBlank()) {
            return name;
        }
        if (isAboutFiles(thrown)) {
            return name + ": " + text(text);
        }
        var errorClass = ERROR_CLASS.matcher(text);
        return name + ": " + (errorClass.matches() ? errorClass.group(1) + " " : "") + MASK;
    }

    /**
     * The same exception to print or log: equal stack frames, causes and class names, texts as {@link #describe} gives
     * them. Suppressed exceptions are left out.
     */
    public static Throwable masked(Throwable thrown) {
        return thrown instanceof Masked ? thrown : new Masked(thrown, MAX_CAUSES);
    }

    private static final int MAX_CAUSES = 20;

    private static boolean isAboutFiles(Throwable thrown) {
        var name = thrown.getClass().getName();
        return name.startsWith("java.io.")
                || name.startsWith("java.nio.file.")
                || name.startsWith("java.net.")
                || name.startsWith("org.apache.hadoop.fs.")
                || name.startsWith("org.apache.hadoop.security.");
    }

    private static final class Masked extends Exception {
        private static final long serialVersionUID = 1L;

        private Masked(Throwable original, int causesLeft) {
            super(
                    text(original),
                    original.getCause() == null || causesLeft == 0
                            ? null
                            : new Masked(original.getCause(), causesLeft - 1),
                    false,
                    true);
            setStackTrace(original.getStackTrace());
        }

        private static String text(Throwable original) {
            var described = Redaction.describe(original);
            return original instanceof AlmanacException ? original.getClass().getName() + ": " + described : described;
        }

        /** The message alone, since it begins with the original's class. */
        @Override
        @SuppressWarnings("OverrideThrowableToString")
        public String toString() {
            return getMessage();
        }
    }
}
