package dev.almanac.jobs.ingest.mapping;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.classic.ExpressionUtils;

/**
 * SQL of the configuration that must not end the run when one row breaks it. Spark has {@code try_} forms of single
 * functions only; its own expression behind them takes any.
 */
final class Attempt {
    /** The field with the result. */
    static final String RESULT = "result";

    private Attempt() {}

    /** A struct with the field {@link #RESULT}, or null where the expression fails. */
    static Column of(String sql) {
        var inStruct = struct(expr(sql).as(RESULT));
        return ExpressionUtils.column(new TryEval(ExpressionUtils.expression(inStruct)));
    }
}
