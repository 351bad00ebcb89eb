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
        return "%s [%s, %s]".formatted(digits(value), digits(lower), digits(upper));
    }

    /** For messages: a figure without an interval, in as many digits as one with. */
    public static String digits(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
