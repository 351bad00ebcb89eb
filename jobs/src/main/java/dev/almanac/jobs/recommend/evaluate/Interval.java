package dev.almanac.jobs.recommend.evaluate;

import java.util.Locale;

/** A figure with its 95% interval. */
public record Interval(double value, double lower, double upper) {

    /** For messages: four digits, the sign always shown. */
    public String signed() {
        return String.format(Locale.ROOT, "%+.4f [%+.4f, %+.4f]", value, lower, upper);
    }

    /** For messages: four digits. */
    public String plain() {
        return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", value, lower, upper);
    }
}
