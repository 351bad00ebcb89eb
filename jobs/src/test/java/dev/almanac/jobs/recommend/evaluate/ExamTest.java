package dev.almanac.jobs.recommend.evaluate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.popularity.Popularity;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExamTest {

    /** A model is never judged on events it has seen. */
    @Test
    void aModelTrainedBeyondTheTestsBeginFailsTheRun() {
        var begin = Instant.parse("2026-02-15T00:00:00Z");
        var exam = new Exam(begin, null, null, new Exam.Scale(10, 100, 1));
        var model = new Model("popularity-1", new Popularity(), begin.plusSeconds(1), Map.of());
        assertThatThrownBy(() -> exam.lists(model, null))
                .isInstanceOf(AlmanacException.class)
                .hasMessage("Cannot judge model popularity-1: it was trained on events up to 2026-02-15T00:00:01Z and"
                        + " the test begins at 2026-02-15T00:00:00Z. Judge a model that was trained up to the test's"
                        + " begin.");
    }
}
