package dev.almanac.common.job;

/** Where a run says how far it has come; shown on the console, and, if it is a warning, written to the log. */
@FunctionalInterface
public interface Progress {
    /** Says what the run is doing now, for example "training als 7/15". */
    void doing(String what);

    /** Says what somebody should look at although the run goes on; stays on the console, and in the log. */
    default void warn(String what) {}

    /** For tests and quiet callers. */
    Progress SILENT = what -> {};
}
