package dev.almanac.jobs.recommend.rules;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.contract.Attempt;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.recommend.settings.RuleSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The SQL of business rules as columns over {@link #aged} items. */
final class RuleColumns {
    static final String AGE = "age_days";
    private static final double MICROS_OF_DAY = Duration.ofDays(1).toMillis() * 1000.0;

    private final SortedMap<String, RuleSettings> rules;
    private final Instant end;

    /** @param end the run's end, from which age counts back */
    RuleColumns(SortedMap<String, RuleSettings> rules, Instant end) {
        this.rules = rules;
        this.end = end;
    }

    /** The items with {@link #AGE}. */
    Dataset<Row> aged(Dataset<Row> items) {
        var age = unix_micros(lit(end)).minus(unix_micros(col("available_from")));
        return items.withColumn(AGE, age.divide(lit(MICROS_OF_DAY)));
    }

    /** Whether a rule excludes an item. */
    Column excludes(String name) {
        return coalesce(expr(rules.get(name).sql()).cast("boolean"), lit(false));
    }

    /** What a rule says of each item, as text: the kind for a quota, else whether it is about the item. */
    Column says(String name) {
        var rule = rules.get(name);
        var said = expr(rule.sql());
        return (rule.quota().isPresent() ? said : said.cast("boolean")).cast("string");
    }

    /** @throws AlmanacException of kind CONFIG when a rule cannot be applied to an item */
    void check(String recommender, Dataset<Row> items) {
        var aged = aged(items);
        var names = List.copyOf(rules.keySet());
        var failures = new ArrayList<Column>();
        for (var name : names) {
            var failed = Attempt.of(says(name)).isNull();
            requireTypes(recommender, name, aged, failed);
            failures.add(count(when(failed, 1)));
        }
        var found = aged.agg(count(lit(1)), failures.toArray(Column[]::new)).first();
        for (int i = 0; i < names.size(); i++) {
            long failing = found.getLong(i + 1);
            if (failing > 0) {
                throw refuse(
                        recommender,
                        names.get(i),
                        "it fails for %d of %d items".formatted(failing, found.getLong(0)),
                        "Compare text with text: try_cast(... as double) is null where a text is no number");
            }
        }
    }

    private void requireTypes(String recommender, String name, Dataset<Row> aged, Column attempted) {
        try {
            aged.select(attempted);
        } catch (Exception wrong) {
            if (wrong instanceof AnalysisException) {
                throw refuse(
                        recommender,
                        name,
                        wrong.getMessage().lines().findFirst().orElse(""),
                        "Items have the columns " + String.join(", ", List.of(aged.columns())));
            }
            throw wrong;
        }
    }

    private AlmanacException refuse(String recommender, String name, String why, String advice) {
        var rule = "apply rule %s of recommender %s, %s"
                .formatted(name, recommender, rules.get(name).sql());
        return AlmanacException.cannot(Failure.CONFIG, rule, why, advice);
    }
}
