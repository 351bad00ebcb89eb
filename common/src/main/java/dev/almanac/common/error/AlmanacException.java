package dev.almanac.common.error;

/**
 * An error with a named kind and a message of the form {@code Cannot <do what>: <why, with the values>. <What to
 * do>.} Personal values must be masked before they get into the message.
 */
public final class AlmanacException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    public AlmanacException(Failure failure, String message) {
        this(failure, message, null);
    }

    public AlmanacException(Failure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /** An error of the given kind with its three parts put together. */
    public static AlmanacException cannot(Failure failure, String doWhat, String why, String whatToDo) {
        return new AlmanacException(failure, "Cannot %s: %s. %s.".formatted(doWhat, why, whatToDo));
    }

    public Failure failure() {
        return failure;
    }
}
