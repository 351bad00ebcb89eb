package dev.almanac.common.config;

import java.time.Duration;

/**
 * Conditions that settings records check in their compact constructors. Each throws {@link IllegalArgumentException}
 * with the key and the value; the binder turns that into a configuration problem with file and line.
 */
public final class Require {
    private Require() {}

    public static void positive(String key, long value) {
        that(value > 0, key, value, "must be greater than 0");
    }

    public static void positive(String key, Duration value) {
        that(value.compareTo(Duration.ZERO) > 0, key, value, "must be longer than nothing");
    }

    public static void positive(String key, double value) {
        that(value > 0, key, value, "must be greater than 0");
    }

    public static void notNegative(String key, long value) {
        that(value >= 0, key, value, "must not be negative");
    }

    public static void notNegative(String key, double value) {
        that(value >= 0, key, value, "must not be negative");
    }

    public static void share(String key, double value) {
        that(value >= 0 && value <= 1, key, value, "must lie between 0 and 1");
    }

    public static void notBlank(String key, String value) {
        that(!value.isBlank(), key, "'" + value + "'", "must not be blank");
    }

    /** Any other condition. */
    public static void that(boolean holds, String key, Object value, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(key + " = " + value + " " + otherwise);
        }
    }
}
