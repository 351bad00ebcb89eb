package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.config.Shorthand;
import dev.almanac.common.contract.SqlExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the value of one target column comes from: at most one of {@code from}, {@code sql} and {@code hash-of}. A
 * plain text is short for {@code from}.
 *
 * @param from a column of the source; {@code a.b} is the field {@code b} of the object {@code a}
 * @param sql a SQL expression over the source's columns, all of them text; nested ones in backquotes
 * @param hashOf columns whose values together identify the row: the value is their SHA-256
 * @param constant the value where the source has none; of every row, when nothing else is given
 * @param values what each value of the source is called in the target; {@code "*"} is every other one
 * @param time how a time is written; ISO 8601, if absent
 */
@Shorthand("from")
public record Mapping(
        @Meaning("A column of the source; `a.b` is the field `b` of the object `a`.")
        Optional<String> from,

        @Meaning("A SQL expression over the source's columns, all of them text; nested ones in backquotes.")
        Optional<String> sql,

        @Meaning("Columns whose values together identify the row: the value is their SHA-256.") @Default("[]")
        List<String> hashOf,

        @Meaning("The value where the source has none; of every row, when nothing else is given.")
        Optional<String> constant,

        @Meaning("What each value of the source is called in the target; `\"*\"` is every other one.") @Default("{}")
        Map<String, String> values,

        @Meaning("How a time is written; ISO 8601, if absent.")
        Optional<TimeFormat> time) {

    /** What {@link #values} calls every value it does not name. */
    public static final String OTHERS = "*";

    public Mapping {
        var origins = (from.isPresent() ? 1 : 0) + (sql.isPresent() ? 1 : 0) + (hashOf.isEmpty() ? 0 : 1);
        Require.that(origins <= 1, "from", from.orElse(""), "excludes sql and hash-of: give one of the three");
        Require.that(
                origins > 0 || constant.isPresent(), "from", "''", "is missing, and so are sql, hash-of, constant");
        sql.ifPresent(text -> Require.possible(() -> SqlExpression.parse("sql", text)));
    }

    /** A column of the source as it is. */
    public static Mapping from(String column) {
        return new Mapping(
                Optional.of(column), Optional.empty(), List.of(), Optional.empty(), Map.of(), Optional.empty());
    }

    /** The source's columns it needs. */
    public List<String> references() {
        if (sql.isPresent()) {
            return SqlExpression.parse("sql", sql.get()).references();
        }
        return from.map(List::of).orElse(hashOf);
    }
}
