package dev.almanac.common.error;

/** The kinds of failure a user can meet, each with the exit code that schedulers act on. */
public enum Failure {
    /** The configuration or the command line is wrong; nothing was started. */
    CONFIG(2, false),
    /** A source or a table cannot be read as declared. */
    INPUT(3, false),
    /** Rows do not keep a table's contract. */
    CONTRACT(4, false),
    /** A gate refused publication, or the group is held; the last good tables stay. */
    GATE(5, false),
    /** It may pass by itself: I/O, a conflict, a lease held by another run, an input not there yet. */
    CAN_PASS(75, true),
    /** A bug. */
    BUG(1, false);

    private final int exitCode;
    private final boolean retryable;

    Failure(int exitCode, boolean retryable) {
        this.exitCode = exitCode;
        this.retryable = retryable;
    }

    /** The process exit code of this kind. */
    public int exitCode() {
        return exitCode;
    }

    /** Whether the same run may succeed when tried again unchanged. */
    public boolean retryable() {
        return retryable;
    }
}
