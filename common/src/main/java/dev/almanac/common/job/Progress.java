package dev.almanac.common.job;

/** Where a run says how far it has come; shown on the console, never stored. */
@FunctionalInterface
public interface Progress {
    /** Says what the run is doing now, for example "training als 7/15". */
    void doing(String what);

    /** For tests and quiet callers. */
    Progress SILENT = what -> {};
}
