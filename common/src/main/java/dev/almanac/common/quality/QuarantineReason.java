package dev.almanac.common.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a row of a source could not be taken. The list is closed: every row of the table {@code quarantine} has one of
 * these reasons, in its {@link #code()}.
 */
public enum QuarantineReason {
    UNREADABLE_FILE(
            "The file cannot be opened as what its source says it is (a Parquet file without a footer, a .gz that is"
                    + " not gzip).",
            "Land a whole copy under a new name, then discard the row."),
    TRUNCATED_FILE(
            "The file ends before it should; the rows before the cut were taken, the rest is not there.",
            "Land a whole copy under a new name: rows already taken count as duplicates. Then discard the row."),
    UNDATED_FILE(
            "The file's name does not hold the landing time that the source's read.landed-name asks for.",
            "Correct landed-name if it is wrong, and land the file again under a new name that fits; then discard the row."),
    BAD_HEADER(
            "The header line names a column twice, so it is unclear which one is meant, or more than 20,480 columns.",
            "Land a copy with the header corrected under a new name, then discard the rows."),
    WRONG_ENCODING(
            "The row has bytes that do not exist in the encoding the source declares.",
            "Correct read.encoding and land the file again under a new name, then discard the rows."),
    MALFORMED_ROW(
            "The row is not a whole row of its format: too few or too many columns, an open quote, broken JSON.",
            "If the source is configured wrongly (delimiter, quote), correct it and replay. If the row is"
                    + " broken, land a corrected row in a new file and discard this one."),
    OVERSIZED_ROW(
            "The row is longer than a million characters, which is more than any known source writes.",
            "Usually two files were joined or a quote is open; land a corrected file and discard the row."),
    UNKNOWN_COLUMN(
            "The source is strict and the row has a column that it does not map.",
            "Map the column, or list it in rules.ignored-columns; then replay."),
    MISSING_COLUMN(
            "The file has no such column, and a required column of the table is mapped from it.",
            "The producer renamed or dropped it: correct the mapping and replay."),
    MISSING_KEY(
            "A column of the table's key, or the user or item of the row, is empty.",
            "Give the column a mapping that always has a value (hash-of, constant) and replay, or discard the rows."),
    MISSING_VALUE(
            "A required column that is not part of the key is empty.",
            "Give the mapping a constant for rows without a value and replay, or discard the rows."),
    TYPE_MISMATCH(
            "A value is not of the column's type: text where a number or a flag is due, or a number out of range.",
            "If the producer changed the type, correct the mapping (for example with sql) and replay."),
    BAD_TIMESTAMP(
            "A time is not written in the format that the mapping names, or is no date of the calendar.",
            "Correct time.format or time.zone of the mapping and replay."),
    TIME_IN_FUTURE(
            "The row's time lies after its file landed, by more than rules.future-tolerance.",
            "Check the unit (seconds or milliseconds) and the zone of the mapping, then replay; if the producer's"
                    + " clock is wrong, raise the tolerance or discard the rows."),
    TIME_TOO_EARLY(
            "The row's time lies before rules.earliest: usually a zero, or milliseconds read as seconds.",
            "Check the unit of the mapping, or set rules.earliest, then replay."),
    UNKNOWN_VALUE(
            "The mapping lists the values it knows, and this one is not among them.",
            "Add it to the mapping's values (or a \"*\" for all others) and replay."),
    EXPRESSION_FAILED(
            "A SQL expression of the mapping cannot be computed for this row.",
            "Make the expression safe for such values (try_cast, nullif) and replay."),
    RULE_BROKEN(
            "The row breaks a rule of its table, such as a share above 1 or dates out of order.",
            "Correct the mapping and replay, or discard the rows."),
    ORPHAN(
            "The row's user or item had not arrived when the source's rules.grace was over.",
            "Load the missing user or item, then replay.");

    private final String sentence;
    private final String repair;

    QuarantineReason(String sentence, String repair) {
        this.sentence = sentence;
        this.repair = repair;
    }

    /** How the reason stands in the table, in lower_snake_case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it means, in a sentence. */
    public String sentence() {
        return sentence;
    }

    /** What to do about such rows. */
    public String repair() {
        return repair;
    }

    /** The reason with a code; empty for any other text. */
    public static Optional<QuarantineReason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    /** Every code, in the order of the list. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(QuarantineReason::code).toList();
    }
}
