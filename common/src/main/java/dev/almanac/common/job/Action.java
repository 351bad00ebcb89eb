package dev.almanac.common.job;

/**
 * One named effect other than writing tables (compact, vacuum, notify), through the typed ports of {@link Effects}.
 * Idempotent: performing it again for the same window changes nothing more.
 *
 * @param <S> the record its settings are bound to
 */
public non-sealed interface Action<S> extends Task<S> {

    /** Performs the effect, or with {@link RunContext#dryRun()} only says what it would do. */
    ActionResult perform(Effects effects, S settings, RunContext run);
}
