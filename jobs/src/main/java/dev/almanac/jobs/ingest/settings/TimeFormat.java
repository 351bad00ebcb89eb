package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.config.Shorthand;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * How a source writes a time.
 *
 * @param format {@code iso}, {@code epoch-seconds}, {@code epoch-millis}, or a pattern such as {@code dd-MMM-yyyy}
 * @param zone the zone of times that are written without one; the source's, if absent
 */
@Shorthand("format")
public record TimeFormat(
        @Meaning("`iso`, `epoch-seconds`, `epoch-millis`, or a pattern such as `dd-MMM-yyyy`.") @Default("iso")
        String format,

        @Meaning("The zone of times that are written without one; the source's, if absent.")
        Optional<ZoneId> zone) {
    private static final ZonedDateTime SOME_TIME = ZonedDateTime.of(2026, 11, 22, 13, 14, 15, 0, ZoneOffset.UTC);

    /** What a time looks like unless the configuration says otherwise. */
    public static final TimeFormat ISO = new TimeFormat("iso", Optional.empty());

    public TimeFormat {
        if (!isNamed(format)) {
            Require.notBlank("format", format);
            var problem = patternProblem(format);
            Require.that(
                    problem.isEmpty(),
                    "format",
                    format,
                    "must be iso, epoch-seconds, epoch-millis or a pattern such as dd-MMM-yyyy: " + problem.orElse(""));
        }
    }

    /** Why a text is no time pattern; empty when it is one. */
    static Optional<String> patternProblem(String pattern) {
        try {
            var formatter = DateTimeFormatter.ofPattern(pattern, Locale.US);
            var read = formatter.parse(formatter.format(SOME_TIME));
            return read.isSupported(ChronoField.YEAR) || read.isSupported(ChronoField.YEAR_OF_ERA)
                    ? Optional.empty()
                    : Optional.of("it has no year");
        } catch (IllegalArgumentException | DateTimeException notAPattern) {
            return Optional.of(String.valueOf(notAPattern.getMessage()));
        }
    }

    private static boolean isNamed(String format) {
        return format.equals("iso") || epochDigits(format) >= 0;
    }

    private static int epochDigits(String format) {
        return switch (format) {
            case "epoch-seconds" -> 0;
            case "epoch-millis" -> 3;
            default -> -1;
        };
    }

    /** Whether times are written in ISO 8601. */
    public boolean isIso() {
        return format.equals("iso");
    }

    /** Whether times are numbers that count from 1970. */
    public boolean isEpoch() {
        return epochDigits(format) >= 0;
    }

    /** How many units of an epoch format make a second. */
    public long unitsPerSecond() {
        return epochDigits(format) == 3 ? 1000 : 1;
    }

    /** Whether the pattern reads a zone or an offset itself. */
    public boolean readsZone() {
        return format.replaceAll("'[^']*'", "").matches(".*[VzOXxZ].*");
    }
}
