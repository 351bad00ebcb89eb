package dev.almanac.jobs.recommend.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExamTest {

    /** A model is never judged on events it has seen. */
    @Test
    void aModelTrainedBeyondTheTestsBeginFailsTheRun() {
        var begin = Instant.parse("2026-02-15T00:00:00Z");
        var exam = new Exam(begin, null, null, null, new Exam.Scale(10, List.of(), 100, 1));
        var model = new Model(
                "popularity-1",
                new Popularity(),
                begin.plusSeconds(1),
                new TrainingData.Summary(0, 0, ""),
                Map.of(),
                List.of());
        assertThatThrownBy(() -> exam.lists(model, null, Arrangement.BY_SCORE))
                .isInstanceOf(AlmanacException.class)
                .hasMessage("Cannot judge model popularity-1: it was trained on events up to 2026-02-15T00:00:01Z and"
                        + " the test begins at 2026-02-15T00:00:00Z. Judge a model that was trained up to the test's"
                        + " begin.");
    }

    /** What decides is always taken, and lists are long enough for the longest cut-off. */
    @Test
    void theCutOffThatDecidesIsAlwaysTaken() {
        var scale = new Exam.Scale(10, List.of(20, 5, 5), 100, 1);
        assertThat(scale.cutoffs()).containsExactly(5, 10, 20);
        assertThat(scale.longest()).isEqualTo(20);
        assertThat(new Exam.Scale(10, List.of(10), 100, 1).cutoffs()).containsExactly(10);
    }

    @Test
    void aCutOffOfNothingIsRefused() {
        assertThatThrownBy(() -> new Exam.Scale(10, List.of(0), 100, 1)).hasMessageContaining("cutoffs = 0");
        assertThatThrownBy(() -> new Exam.Scale(10, List.of(), 0, 1)).hasMessageContaining("resamples = 0");
    }
}
