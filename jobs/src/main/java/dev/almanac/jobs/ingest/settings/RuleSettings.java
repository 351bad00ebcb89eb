package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.contract.SqlExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a source's rows must keep.
 *
 * @param strict whether a row with a column that is neither mapped nor ignored is refused
 * @param ignoredColumns columns that are known and not wanted
 * @param grace how long a row waits for its user or item to arrive
 * @param futureTolerance how much later than its file's landing a row's time may be, for clocks that go wrong
 * @param earliest the first day (UTC) a row's time may lie in
 * @param deleteWhen a SQL condition over the source's columns; rows that meet it delete what has their key
 */
public record RuleSettings(
        @Meaning("Whether a row with a column that is neither mapped nor ignored is refused.") @Default("false")
        boolean strict,

        @Meaning("Columns that are known and not wanted.") @Default("[]")
        List<String> ignoredColumns,

        @Meaning("How long a row waits for its user or item to arrive.") @Default("7 days")
        Duration grace,

        @Meaning("How much later than its file's landing a row's time may be, for clocks that go wrong.")
        @Default("5 minutes")
        Duration futureTolerance,

        @Meaning("The first day (UTC) a row's time may lie in.") @Default("1971-01-01")
        String earliest,

        @Meaning("A SQL condition over the source's columns; rows that meet it delete what has their key.")
        Optional<String> deleteWhen) {
    public RuleSettings {
        Require.notNegative("grace", grace.toMillis());
        Require.notNegative("future-tolerance", futureTolerance.toMillis());
        Require.that(isDate(earliest), "earliest", earliest, "must be a date such as 1971-01-01");
        deleteWhen.ifPresent(sql -> Require.possible(() -> SqlExpression.parse("delete-when", sql)));
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException notADate) {
            return false;
        }
    }

    /** The beginning of the {@link #earliest} day. */
    public Instant earliestInstant() {
        return LocalDate.parse(earliest).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
