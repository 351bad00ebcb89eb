package dev.almanac.common.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Checks staged rows against their contract in one aggregate query, however many rules there are. */
public final class ContractAudit {
    private static final int SAMPLE_ROWS = 3;

    /** A rule and the rows that break it. */
    private record Rule(String name, Column broken) {}

    /** How many rows there are, and what is wrong with them. */
    private record Finding(long rows, List<String> problems) {}

    private ContractAudit() {}

    /**
     * Counts the rows and checks NOT NULL, the constraints, the key's uniqueness and that every row lies in the slice.
     *
     * @param slice a SQL condition every row must satisfy, if the run owns only part of the table
     * @return the number of rows
     * @throws AlmanacException of kind CONTRACT naming every broken rule, with masked sample rows
     */
    public static long audit(Table table, Dataset<Row> rows, Optional<String> slice) {
        var found = inspect(table, rows, slice);
        if (!found.problems().isEmpty()) {
            throw AlmanacException.cannot(
                    Failure.CONTRACT,
                    "publish table " + table,
                    String.join("; ", found.problems()),
                    "Nothing was published; correct job %s or its input and run it again".formatted(table.owner()));
        }
        return found.rows();
    }

    /** What of the contract rows break, as sentence parts with masked sample rows; empty when they keep it. */
    public static List<String> problems(Table table, Dataset<Row> rows) {
        return inspect(table, rows, Optional.empty()).problems();
    }

    private static Finding inspect(Table table, Dataset<Row> rows, Optional<String> slice) {
        var rules = rules(table, slice);
        var aggregates = new ArrayList<Column>();
        aggregates.add(countDistinct(
                functions.struct(table.key().stream().map(functions::col).toArray(Column[]::new))));
        for (var rule : rules) {
            aggregates.add(coalesce(sum(when(rule.broken(), 1L).otherwise(0L)), lit(0L)));
        }
        var result = rows.agg(count(lit(1)), aggregates.toArray(Column[]::new)).head();
        return new Finding(result.getLong(0), problems(table, rows, rules, result));
    }

    private static List<Rule> rules(Table table, Optional<String> slice) {
        var rules = new ArrayList<Rule>();
        for (var column : table.columns()) {
            if (!column.nullable()) {
                rules.add(
                        new Rule(column.name() + " is null", col(column.name()).isNull()));
            }
        }
        for (var constraint : table.constraints()) {
            var holds = coalesce(expr(constraint.condition()), lit(true));
            rules.add(new Rule("constraint " + constraint.name() + " (" + constraint.condition() + ")", not(holds)));
        }
        slice.ifPresent(predicate -> rules.add(
                new Rule("the run's window (" + predicate + ")", not(coalesce(expr(predicate), lit(false))))));
        return rules;
    }

    private static List<String> problems(Table table, Dataset<Row> rows, List<Rule> rules, Row result) {
        var problems = new ArrayList<String>();
        long duplicates = result.getLong(0) - result.getLong(1);
        if (duplicates > 0) {
            problems.add("%d rows repeat the key (%s)".formatted(duplicates, String.join(", ", table.key())));
        }
        for (int i = 0; i < rules.size(); i++) {
            long broken = result.getLong(i + 2);
            if (broken > 0) {
                var sample =
                        rows.where(rules.get(i).broken()).limit(SAMPLE_ROWS).collectAsList();
                problems.add("%d of %d rows break %s, such as %s"
                        .formatted(broken, result.getLong(0), rules.get(i).name(), Masking.rows(table, sample)));
            }
        }
        return problems;
    }
}
