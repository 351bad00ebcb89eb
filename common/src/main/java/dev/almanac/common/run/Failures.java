package dev.almanac.common.run;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.security.AccessControlException;

/** Gives every error its kind. */
public final class Failures {
    private static final Pattern REFUSAL = Pattern.compile("(.*) \\((.*)\\)");
    private static final String DELTA_CONFLICT = "io.delta.exceptions.";

    private Failures() {}

    /**
     * The error itself where it has a kind; otherwise one of kind CAN_PASS when the process is being stopped, whatever
     * that broke; of kind INPUT for a file that is not there or may not be opened, of kind CAN_PASS for other errors of reading, writing and
     * committing at the same time, of kind BUG for the rest.
     *
     * @param doing what failed, as in "run recommend"
     */
    public static AlmanacException named(String doing, Throwable error) {
        var known = causes(error)
                .filter(AlmanacException.class::isInstance)
                .map(AlmanacException.class::cast)
                .findFirst();
        return known.or(() -> isStopping() ? Optional.of(stopped(doing, error)) : Optional.empty())
                .or(() -> fileGone(doing, error))
                .or(() -> accessDenied(doing, error))
                .orElseGet(() -> canPass(error) ? passing(doing, error) : bug(doing, error));
    }

    /** Whether the process was told to end: Spark is then stopped under whatever still runs. */
    static boolean isStopping() {
        var hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return !Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            return true;
        }
    }

    private static AlmanacException stopped(String doing, Throwable error) {
        return new AlmanacException(
                Failure.CAN_PASS, "Cannot %s: the process was told to stop. Run it again.".formatted(doing), error);
    }

    private static Optional<AlmanacException> fileGone(String doing, Throwable error) {
        return causes(error)
                .filter(Failures::isGone)
                .findFirst()
                .map(gone -> new AlmanacException(
                        Failure.INPUT,
                        "Cannot %s: a file is gone (%s). Restore it, or run again the job that owns it."
                                .formatted(doing, firstLine(gone)),
                        error));
    }

    /**
     * Java throws the same for a file that is there but cannot be opened, with the system's reason in brackets, in the
     * system's language.
     */
    private static boolean isGone(Throwable error) {
        return error instanceof NoSuchFileException
                || (error instanceof FileNotFoundException
                        && refusal(error).filter(Refusal::isThere).isEmpty());
    }

    private static boolean isDenied(Throwable error) {
        return error instanceof AccessDeniedException
                || error instanceof AccessControlException
                || (error instanceof FileNotFoundException
                        && refusal(error).filter(Refusal::isDenied).isPresent());
    }

    /** What the system said of a local file. */
    private record Refusal(File file, String reason) {
        boolean isThere() {
            return isDenied() || reason.equals("Too many open files") || file.exists();
        }

        boolean isDenied() {
            return reason.equals("Permission denied") || (file.exists() && !file.canRead());
        }
    }

    private static Optional<Refusal> refusal(Throwable error) {
        return Stream.ofNullable(error.getMessage())
                .map(REFUSAL::matcher)
                .filter(Matcher::matches)
                .map(match -> new Refusal(new File(match.group(1)), match.group(2)))
                .findFirst();
    }

    private static Optional<AlmanacException> accessDenied(String doing, Throwable error) {
        return causes(error)
                .filter(Failures::isDenied)
                .findFirst()
                .map(denied -> new AlmanacException(
                        Failure.INPUT,
                        "Cannot %s: access was denied (%s). Check the owner and the rights of the file or folder."
                                .formatted(doing, firstLine(denied)),
                        error));
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }

    private static boolean canPass(Throwable error) {
        return causes(error)
                .anyMatch(cause -> cause instanceof IOException
                        || cause instanceof UncheckedIOException
                        || cause.getClass().getName().startsWith(DELTA_CONFLICT));
    }

    private static AlmanacException passing(String doing, Throwable error) {
        return new AlmanacException(
                Failure.CAN_PASS, "Cannot %s: %s. It may pass; run it again.".formatted(doing, kindOf(error)), error);
    }

    /** The message of an unexpected error may show a row, so only its type is shown; the stack trace is in the log. */
    private static AlmanacException bug(String doing, Throwable error) {
        return new AlmanacException(
                Failure.BUG,
                "Cannot %s: unexpected %s. This is a bug; the log file has the details."
                        .formatted(doing, kindOf(error)),
                error);
    }

    private static String kindOf(Throwable error) {
        var root = causes(error).reduce((first, second) -> second).orElse(error);
        return root.getClass().getSimpleName();
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
