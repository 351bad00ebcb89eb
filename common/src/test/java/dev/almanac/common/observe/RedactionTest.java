package dev.almanac.common.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of rows do not survive in texts of libraries, in the shapes those libraries write them. */
class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[CAST_INVALID_INPUT] The value 'anna@example.org' of the type \"STRING\" cannot be cast to \"INT\"",
                "CHECK constraint c (x > 0) violated by row with values:\n - mail : anna@example.org",
                "Lost task 0.0 in stage 1.0 (TID 1): org.apache.spark.SparkException: row anna@example.org is bad",
                "Caught java.lang.NumberFormatException: anna@example.org",
                "unterminated 'anna@example.org",
                "first line\nsecond line with anna@example.org"
            })
    void textsOfLibrariesLoseTheirValues(String text) {
        assertThat(Redaction.text(text)).doesNotContain("anna").contains(Redaction.MASK);
    }

    @Test
    void whatHelpsAnOperatorStays() {
        assertThat(Redaction.text("Lost task 0.0 in stage 1.0: a.b.SparkException: [CAST_INVALID_INPUT] The value 'x'"))
                .isEqualTo("Lost task 0.0 in stage 1.0: a.b.SparkException: [CAST_INVALID_INPUT] ***");
        assertThat(Redaction.text("Truncated the string representation of a plan"))
                .isEqualTo("Truncated the string representation of a plan");
    }

    @Test
    void exceptionsKeepClassErrorClassAndFileNames() {
        assertThat(Redaction.describe(new IllegalStateException("[SOME_CLASS.SUB] anna")))
                .isEqualTo("java.lang.IllegalStateException: [SOME_CLASS.SUB] ***");
        assertThat(Redaction.describe(new IllegalStateException("anna")))
                .isEqualTo("java.lang.IllegalStateException: ***");
        assertThat(Redaction.describe(new FileNotFoundException("/data/x.csv (No such file)")))
                .isEqualTo("java.io.FileNotFoundException: /data/x.csv (No such file)");
        assertThat(Redaction.describe(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void ownErrorsPassWhole() {
        var own = AlmanacException.cannot(Failure.INPUT, "read 'a.csv'", "it is empty", "Send it again");
        assertThat(Redaction.describe(own)).isEqualTo("Cannot read 'a.csv': it is empty. Send it again.");
    }

    @Test
    void stackTracesKeepFramesAndCausesButNoValues() {
        var thrown = new IllegalStateException("outer anna", new IllegalArgumentException("inner anna"));
        var printed = new StringWriter();
        Redaction.masked(thrown).printStackTrace(new PrintWriter(printed, true));
        assertThat(printed.toString())
                .contains("java.lang.IllegalStateException: ***", "Caused by: java.lang.IllegalArgumentException: ***")
                .contains("at dev.almanac.common.observe.RedactionTest.stackTraces")
                .doesNotContain("anna");
    }

    @Test
    void aCauseThatCausesItselfEnds() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        assertThat(Redaction.masked(first)).hasMessageStartingWith("java.lang.IllegalStateException");
    }
}
