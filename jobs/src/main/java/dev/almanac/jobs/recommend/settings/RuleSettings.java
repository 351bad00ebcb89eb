package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Nearest;
import dev.almanac.common.config.Require;
import dev.almanac.common.config.Shorthand;
import dev.almanac.common.contract.SqlExpression;
import dev.almanac.jobs.tables.CleanTables;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One business rule about lists; exactly one of its kinds. Conditions are SQL over the columns of the items and {@code
 * age_days} (double: days since available_from, null where there is none).
 *
 * @param exclude what is never listed
 * @param include what comes first
 * @param boost what comes earlier, or later
 * @param quota how much of a kind a list may hold
 */
public record RuleSettings(
        @Meaning("What is never listed.") Optional<Exclude> exclude,

        @Meaning("What comes first; the name needs quotes, `\"include\"`, as the bare word is HOCON's own.")
        Optional<Include> include,

        @Meaning("What comes earlier, or later.") Optional<Boost> boost,

        @Meaning("How much of a kind a list may hold.") Optional<Quota> quota) {
    private static final List<String> COLUMNS = Stream.concat(
                    CleanTables.ITEMS.columnNames().stream(), Stream.of("age_days"))
            .toList();

    public RuleSettings {
        long named = Stream.of(exclude, include, boost, quota)
                .filter(Optional::isPresent)
                .count();
        Require.that(named == 1, "kinds in the rule", named, "must be exactly one of exclude, include, boost, quota");
    }

    /** @param when which items; an expiry is {@code age_days > 14} */
    @Shorthand("when")
    public record Exclude(
            @Meaning("Which items, in SQL; an expiry is `age_days > 14`.")
            String when) {
        public Exclude {
            requireSql("when", when);
        }
    }

    /**
     * @param when which items; those available last come first
     * @param places how many places of a list they take
     */
    public record Include(
            @Meaning("Which items, in SQL; those available last come first.")
            String when,

            @Meaning("How many places of a list they take.") @Default("1")
            int places) {
        public Include {
            requireSql("when", when);
            Require.positive("places", places);
        }
    }

    /**
     * @param when which items
     * @param by how many standard deviations of the user's scores are added
     */
    public record Boost(
            @Meaning("Which items, in SQL.") String when,

            @Meaning("How many standard deviations of the user's scores are added; negative to come later.")
            double by) {
        public Boost {
            requireSql("when", when);
            Require.that(Double.isFinite(by), "by", by, "must be finite");
        }
    }

    /**
     * @param per what makes a kind
     * @param places how many places of a list items of one kind may take
     */
    public record Quota(
            @Meaning("What makes a kind, in SQL, such as `category`; items where it is null are not limited.")
            String per,

            @Meaning("How many places of a list items of one kind may take.")
            int places) {
        public Quota {
            requireSql("per", per);
            Require.positive("places", places);
        }
    }

    /** The SQL of the rule. */
    public String sql() {
        return Stream.of(
                        exclude.map(Exclude::when),
                        include.map(Include::when),
                        boost.map(Boost::when),
                        quota.map(Quota::per))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static void requireSql(String key, String sql) {
        Require.possible(() -> requireColumns(key, sql));
    }

    private static void requireColumns(String key, String sql) {
        for (var column : SqlExpression.parse(key, sql).references()) {
            Require.that(
                    COLUMNS.contains(column.toLowerCase(Locale.ROOT)),
                    key,
                    sql,
                    "names %s, which items do not have%s; they have %s"
                            .formatted(column, Nearest.hint(column, COLUMNS), String.join(", ", COLUMNS)));
        }
    }
}
