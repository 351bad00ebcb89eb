package dev.almanac.common.contract;

import java.time.Duration;
import java.util.Optional;

/**
 * Who keeps a table alive and for how long.
 *
 * @param owner the name of the job that writes it
 * @param freshWithin the promise: the newest publication is never older than this
 * @param retention how long rows are kept, empty for ever
 */
public record Lifecycle(String owner, Duration freshWithin, Optional<Retention> retention) {}
