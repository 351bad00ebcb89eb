package dev.almanac.jobs.recommend.als;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.jobs.recommend.model.Lesson;
import dev.almanac.jobs.tables.ModelTables;
import org.junit.jupiter.api.Test;

/** Explicit ALS goes by what users said an item was worth to them, not by how many used it. */
class ExplicitAlsTest {
    private static final ExplicitAls RECIPE = new ExplicitAls(2, 10, 0.01, 2);

    /** Everybody has rated the film, and badly; who likes sweets likes them alike. */
    private static Lesson ratings() {
        var lesson = new Lesson();
        for (int user = 0; user < 6; user++) {
            var name = "u" + user;
            lesson.use(name, "film", 1, 1).use(name, "cake", 5, 1).use(name, "pie", 5, 1);
        }
        return lesson.use("ann", "cake", 5, 1);
    }

    @Test
    void whatIsRatedHighComesBeforeWhatIsRatedOften() {
        assertThat(ratings().list(RECIPE, "ann", "cake")).containsExactly("pie", "film");
    }

    @Test
    void itsRowsAreOnePerUserAndItemOfTheTrainingData() {
        var model = Lesson.trained(RECIPE, ratings().data());
        assertThat(model.rows(ModelTables.ALS_USER_FACTORS).count()).isEqualTo(7);
        assertThat(model.rows(ModelTables.ALS_ITEM_FACTORS).count()).isEqualTo(3);
    }
}
