package dev.almanac.common.contract;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.classic.ExpressionUtils;

/**
 * SQL of the configuration that must not end the run when one row breaks it. Spark has {@code try_} forms of single
 * functions only; its own expression behind them takes any.
 */
public final class Attempt {
    /** The field with the result. */
    public static final String RESULT = "result";

    private Attempt() {}

    /** A struct with the field {@link #RESULT}, or null where the expression fails. */
    public static Column of(String sql) {
        return of(expr(sql));
    }

    /** As {@link #of(String)}. */
    public static Column of(Column expression) {
        var inStruct = struct(expression.as(RESULT));
        return ExpressionUtils.column(new TryEval(ExpressionUtils.expression(inStruct)));
    }
}
