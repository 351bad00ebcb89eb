package dev.almanac.common.lake;

import static dev.almanac.common.contract.Column.real;
import static dev.almanac.common.contract.Column.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import dev.almanac.common.testing.SharedSpark;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two tables have one fingerprint when they say the same, and another when they do not. */
class FingerprintTest {
    private static final Table SCORES = Table.named("scores")
            .purpose("For tests.")
            .grain("one row per id")
            .columns(
                    string("id").required().comment("The key."),
                    string("label").comment("A text."),
                    real("score").comment("A double.").digits(6),
                    string("run_id").required().provenance().comment("The run."))
            .key("id")
            .replaceAll()
            .group(new Group("scores", "For tests."))
            .owner("test")
            .freshWithin(Duration.ofDays(2))
            .declare();

    private static Fingerprint of(String values) {
        var rows = SharedSpark.session().sql("SELECT * FROM VALUES " + values + " AS t(id, label, score, run_id)");
        return Fingerprint.of(SCORES, rows);
    }

    @Test
    void neitherOrderNorRunNorDigitsBeyondTheContractMatter() {
        var one = of("('a', 'x', 0.1234561D, 'run-1'), ('b', NULL, 0.0D, 'run-1')");
        assertThat(one.rows()).isEqualTo(2);
        assertThat(of("('b', NULL, -0.0D, 'run-2'), ('a', 'x', 0.1234558D, 'run-2')"))
                .isEqualTo(one);
    }

    @Test
    void anyOtherContentMatters() {
        var one = of("('a', 'x', 0.5D, 'r')");
        assertThat(of("('a', 'x', 0.50001D, 'r')")).isNotEqualTo(one);
        assertThat(of("('a', NULL, 0.5D, 'r')")).isNotEqualTo(one);
        assertThat(of("('x', 'a', 0.5D, 'r')")).isNotEqualTo(one);
        assertThat(of("('a', 'x', 0.5D, 'r'), ('a', 'x', 0.5D, 'r')"))
                .as("a row twice cancels out in an exclusive or alone")
                .isNotEqualTo(of("('b', 'x', 0.5D, 'r'), ('b', 'x', 0.5D, 'r')"));
    }
}
