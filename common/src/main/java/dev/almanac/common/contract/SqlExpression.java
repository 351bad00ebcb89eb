package dev.almanac.common.contract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A SQL expression that somebody wrote into the configuration: one that computes a value from one row alone, the same on
 * every day. Parsing needs no Spark session.
 *
 * @param text as written
 * @param references the columns it names
 */
public record SqlExpression(String text, List<String> references) {
    private static final Set<String> REFUSED_GROUPS =
            Set.of("agg_funcs", "window_funcs", "generator_funcs", "misc_funcs");
    private static final Set<String> NOT_REPEATABLE = Set.of(
            "rand",
            "randn",
            "random",
            "uniform",
            "randstr",
            "shuffle",
            "now",
            "curdate",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtimestamp",
            "current_timezone",
            "current_user",
            "user",
            "session_user",
            "unix_timestamp",
            "from_unixtime");

    /** Every environment of a domain has the same ones, and reading one takes milliseconds. */
    private static final Map<String, SqlExpression> READ = new ConcurrentHashMap<>();

    /**
     * Reads an expression.
     *
     * @param key of the setting it is written at
     * @throws IllegalArgumentException when it is no SQL, or does more than compute a value from the row
     */
    public static SqlExpression parse(String key, String text) {
        try {
            return READ.computeIfAbsent(text, SqlExpression::read);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(key + " = " + refused.getMessage(), refused);
        }
    }

    private static SqlExpression read(String text) {
        var references = new LinkedHashSet<String>();
        try {
            inspect(CatalystSqlParser$.MODULE$.parseExpression(text), text, references);
        } catch (RuntimeException wrong) {
            throw wrong instanceof IllegalArgumentException known ? known : refuse(text, "is no SQL expression");
        } catch (Exception wrong) {
            if (wrong instanceof AnalysisException) {
                throw refuse(
                        text,
                        "is no SQL expression: "
                                + wrong.getMessage().strip().lines().findFirst().orElse(""));
            }
            throw new IllegalStateException(wrong);
        }
        return new SqlExpression(text, List.copyOf(references));
    }

    private static void inspect(Expression node, String text, Set<String> references) {
        var kind = node.getClass().getSimpleName();
        if (node instanceof PlanExpression || kind.contains("Window") || kind.contains("Star")) {
            throw refuse(text, "may not use subqueries, windows or *");
        }
        if (kind.endsWith("Alias")) {
            throw refuse(
                    text, "gives its value a name by its last word, which nothing asks for: is something missing?");
        }
        if (node instanceof UnresolvedFunction function) {
            var parts = CollectionConverters.asJava(function.nameParts());
            checkFunction(parts.get(parts.size() - 1).toLowerCase(Locale.ROOT), text);
        }
        if (node instanceof UnresolvedAttribute attribute) {
            var parts = CollectionConverters.asJava(attribute.nameParts());
            if (parts.size() > 1) {
                throw refuse(text, "names a nested column: write `" + String.join(".", parts) + "` in backquotes");
            }
            if (NOT_REPEATABLE.contains(parts.get(0).toLowerCase(Locale.ROOT))) {
                throw refuse(text, "uses " + parts.get(0) + ", which differs from run to run");
            }
            references.add(parts.get(0));
        }
        for (var child : CollectionConverters.asJava(node.children())) {
            inspect(child, text, references);
        }
    }

    private static void checkFunction(String name, String text) {
        var found = FunctionRegistry$.MODULE$.expressions().get(name);
        if (found.isEmpty()) {
            throw refuse(text, "calls " + name + ", which is no function of Spark SQL");
        }
        if (NOT_REPEATABLE.contains(name)) {
            throw refuse(text, "calls " + name + ", which differs from run to run");
        }
        if (REFUSED_GROUPS.contains(found.get()._1().getGroup())) {
            throw refuse(text, "calls " + name + ", which does not compute a value from one row");
        }
    }

    private static IllegalArgumentException refuse(String text, String why) {
        return new IllegalArgumentException(text + " " + why);
    }
}
