package dev.almanac.common.config;

import java.time.Duration;

/**
 * How the runner tries again after an error that can pass.
 *
 * @param attempts how many times after the first; 0 leaves it to a scheduler
 * @param firstDelay the wait before the first of them; every further one is twice as long
 * @param maxDelay the longest wait
 */
public record RetrySettings(int attempts, Duration firstDelay, Duration maxDelay) {
    public RetrySettings {
        Require.notNegative("attempts", attempts);
        Require.positive("first-delay", firstDelay);
        Require.that(maxDelay.compareTo(firstDelay) > 0, "max-delay", maxDelay, "must be longer than first-delay");
    }
}
