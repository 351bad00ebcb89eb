package dev.almanac.common.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions that settings records check in their compact constructors. Each throws {@link IllegalArgumentException}
 * with the key and the value. While the binder makes a record, conditions that do not hold are noted instead and the
 * constructor goes on, so that all of them become configuration problems with file and line at once: a constructor must
 * not rely on a condition it has checked.
 */
public final class Require {
    private static final ThreadLocal<Conditions> NOTING = new ThreadLocal<>();

    private Require() {}

    /**
     * One condition that does not hold.
     *
     * @param path the keys that lead to what is wrong from the record's own section, such as sources, events, target
     * @param message what is wrong and what is allowed
     */
    record Impossible(List<String> path, String message) {}

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
            refuse(new IllegalArgumentException(key + " = " + value + " " + otherwise));
        }
    }

    /** A condition on what stands deeper, at a path of keys from the record's own section. */
    public static void that(boolean holds, List<String> path, String otherwise) {
        if (!holds && NOTING.get() != null) {
            NOTING.get().noted.add(new Impossible(path, otherwise));
        } else if (!holds) {
            throw new IllegalArgumentException(String.join(".", path) + ": " + otherwise);
        }
    }

    /**
     * A condition that is known by trying.
     *
     * @param attempt throws {@link IllegalArgumentException} with the key and the value when it does not hold
     */
    public static void possible(Runnable attempt) {
        try {
            attempt.run();
        } catch (IllegalArgumentException refused) {
            refuse(refused);
        }
    }

    private static void refuse(IllegalArgumentException refused) {
        if (NOTING.get() == null) {
            throw refused;
        }
        NOTING.get().note(refused);
    }

    /** From now on and until it is closed, this thread's conditions are noted. */
    static Conditions noteAll() {
        var conditions = new Conditions(NOTING.get());
        NOTING.set(conditions);
        return conditions;
    }

    /** The conditions that did not hold. */
    static final class Conditions implements AutoCloseable {
        private final Conditions around;
        private final List<Impossible> noted = new ArrayList<>();

        private Conditions(Conditions around) {
            this.around = around;
        }

        List<Impossible> noted() {
            return List.copyOf(noted);
        }

        /** A message begins with its key, so the problem can be shown in that key's line. */
        void note(IllegalArgumentException refused) {
            var message = String.valueOf(refused.getMessage());
            var key = message.split(" = ", 2)[0];
            noted.add(new Impossible(List.of(key.split("\\.")), message));
        }

        @Override
        public void close() {
            NOTING.set(around);
        }
    }
}
