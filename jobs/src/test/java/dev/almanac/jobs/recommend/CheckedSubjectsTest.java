package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.common.testing.Warnings;
import dev.almanac.jobs.recommend.settings.EvaluationSettings;
import dev.almanac.jobs.recommend.settings.RecommenderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that only the data can show to be wrong. */
class CheckedSubjectsTest {
    private final Warnings warnings = new Warnings();

    private void check(World world, String recommender, String... segments) {
        var services = new RunContext.Services(SharedSpark.session(), warnings, SharedSpark.MEMORY);
        var silent = World.run("run-1");
        var run = new RunContext(silent.identity(), silent.window(), silent.zone(), silent.seed(), services);
        var settings = ConfigBinder.bindOrThrow(
                ConfigLoader.text("test.conf", recommender).root(), RecommenderSettings.class);
        var evaluation = new EvaluationSettings(14, 10, List.of(), 300, 14, List.of(segments));
        CheckedSubjects.of(world.inputs(), Map.of("content", settings), evaluation, run);
    }

    /** Spark would say it in the middle of the night, of no rule and no item. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exclude = "item_id > 5"                        | item_id > 5: it fails for 2 of 3 items.
            exclude = "tags"                               | tags: [DATATYPE_MISMATCH
            boost { when = "item_id", by = 1 }             | item_id: it fails for 3 of 3 items.
            quota { per = "10 / (age_days - 1)", places = 1 } | it fails for 1 of 3 items.
            """)
    void aRuleThatFailsOnAnItemIsNamed(String rule, String problem) {
        var world = new World()
                .user("ann", false)
                .item("first", null, null)
                .item("second", World.END.minus(Duration.ofDays(1)), null)
                .item("7", null, null);

        assertThatThrownBy(() -> check(world, "event-weights { use = 1 }, lists { rules { odd { " + rule + " } } }"))
                .isInstanceOfSatisfying(
                        AlmanacException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CONFIG))
                .hasMessageContaining("Cannot apply rule odd of recommender content, ")
                .hasMessageContaining(problem);
    }

    /** A misspelt type of event would switch the filter of seen items off in silence. */
    @Test
    void whatTheDataDoesNotHaveIsWarnedOf() {
        var world = World.of(true).userFrom("at", "ann");

        check(world, """
                event-weights { use = 1, uze = 2 }
                seen-event-types = [use, hide]
                lists { refinement { cold-by = county } }
                """, "country", "planet");

        assertThat(warnings.heard())
                .containsExactly(
                        "content: no event has the type uze, which event-weights names; did you mean 'use'?",
                        "content: no event has the type hide, which seen-event-types names",
                        "content: no user has the attribute planet, which evaluation.segments names",
                        "content: no user has the attribute county, which lists.refinement.cold-by names;"
                                + " did you mean 'country'?");
    }

    /** The first night of an application knows nothing yet. */
    @Test
    void beforeThereIsDataNothingIsExpectedOfIt() {
        check(
                new World().item("first", null, null),
                "event-weights { use = 1 }, lists { refinement { cold-by = country } }",
                "country");

        assertThat(warnings.heard()).isEmpty();
    }
}
