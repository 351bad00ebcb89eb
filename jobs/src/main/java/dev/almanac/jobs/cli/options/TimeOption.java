package dev.almanac.jobs.cli.options;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * A moment given on the command line.
 *
 * @param option the option's name, for errors
 * @param text what stood there: an ISO date, or date and time, with or without an offset or a zone
 */
public record TimeOption(String option, String text) {
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalStart()
            .appendLiteral('[')
            .appendZoneRegionId()
            .appendLiteral(']')
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT) // else the 31st of a shorter month is its last day
            .withChronology(IsoChronology.INSTANCE);

    /**
     * The moment.
     *
     * @param zone counts where the text has neither an offset nor a zone
     * @throws AlmanacException of kind CONFIG with an example when it is no moment
     */
    public Instant in(ZoneId zone) {
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            var parsed = MOMENT.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return parsed instanceof ZonedDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) parsed).atZone(zone).toInstant();
        } catch (DateTimeParseException garbage) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "understand %s '%s'".formatted(option, text),
                    "it is not an ISO date or time",
                    "Write for example %s 2026-11-22T00:00 (in zone %s) or %s 2026-11-22T00:00Z"
                            .formatted(option, zone, option));
        }
    }
}
