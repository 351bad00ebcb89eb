package dev.almanac.common.job;

import java.util.List;

/**
 * A pure function between declared tables. It opens no table, commits nothing and never looks at the clock: the runner
 * does.
 *
 * @param <S> the record its settings are bound to
 */
public non-sealed interface Job<S> extends Task<S> {

    /**
     * Computes the job's tables for one window. May be called again with the same arguments after a crash, and must
     * then give the same rows.
     */
    Outputs compute(Inputs inputs, S settings, RunContext run);

    /** What the job would decide for this window, as lines for a dry run; cheap, and changes nothing. */
    default List<String> preview(Inputs inputs, S settings, RunContext run) {
        return List.of();
    }
}
