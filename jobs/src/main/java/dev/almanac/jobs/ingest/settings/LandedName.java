package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.config.Shorthand;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a file landed, by its name: modification times do not survive a checkout or a copy.
 *
 * @param pattern the part of the name that holds the time, with a time pattern in parentheses, such as
 *     {@code events-(yyyy-MM-dd'T'HH)}
 * @param plus what lies between that time and the landing: an hour, if the name says the hour whose events it holds
 * @param zone the zone of the time; the domain's, if absent
 */
@Shorthand("pattern")
public record LandedName(
        @Meaning(
                "The part of the name that holds the time, with a time pattern in parentheses, such as `events-(yyyy-MM-dd'T'HH)`.")
        String pattern,

        @Meaning(
                "What lies between that time and the landing: an hour, if the name says the hour whose events it holds.")
        @Default("0 seconds")
        Duration plus,

        @Meaning("The zone of the time; the domain's, if absent.")
        Optional<ZoneId> zone) {
    private static final Pattern PARTS = Pattern.compile("([^()]*)\\(([^()]+)\\)([^()]*)");

    public LandedName {
        var parts = PARTS.matcher(pattern);
        Require.that(parts.matches(), "pattern", pattern, "must hold a time pattern in parentheses");
        var problem = parts.matches() ? TimeFormat.patternProblem(parts.group(2)) : Optional.<String>empty();
        Require.that(problem.isEmpty(), "pattern", pattern, "holds no time pattern: " + problem.orElse(""));
    }

    /**
     * The landing time of a file.
     *
     * @param fileName the last part of its path
     * @param byDefault the zone of the time, unless the settings name one
     * @return empty when the name does not fit
     */
    public Optional<Instant> landedAt(String fileName, ZoneId byDefault) {
        var parts = PARTS.matcher(pattern);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var formatter = formatter(parts.group(2));
        var prefix = parts.group(1);
        for (int at = fileName.indexOf(prefix); at >= 0; at = fileName.indexOf(prefix, at + 1)) {
            var position = new ParsePosition(at + prefix.length());
            var time = parse(formatter, fileName, position);
            if (time.isPresent() && fileName.startsWith(parts.group(3), position.getIndex())) {
                return time.map(local ->
                        local.atZone(zone.orElse(byDefault)).toInstant().plus(plus));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDateTime> parse(DateTimeFormatter formatter, String text, ParsePosition position) {
        try {
            return position.getIndex() > text.length()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.from(formatter.parse(text, position)));
        } catch (DateTimeException doesNotFit) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter formatter(String timePattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(timePattern)
                .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
                .toFormatter(Locale.US);
    }
}
