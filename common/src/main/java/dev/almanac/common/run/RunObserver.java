package dev.almanac.common.run;

import dev.almanac.common.job.Progress;

/** Hears of what runs do: the console, the log and tests listen here. */
public interface RunObserver extends Progress {

    /** A run begins. */
    default void started(RunPlan plan) {}

    /** A run has passed a step. */
    default void passed(Step step) {}

    /** A run is over, well or not. */
    default void ended(RunReport report) {}

    @Override
    default void doing(String what) {}

    /** Hears nothing. */
    RunObserver SILENT = new RunObserver() {};
}
