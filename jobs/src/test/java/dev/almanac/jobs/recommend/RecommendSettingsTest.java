package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A recommender as a domain writes it. */
class RecommendSettingsTest {
    private static RecommendSettings bound(String recommender) {
        var text = "evaluation { days = 7, k = 10, resamples = 1000, margin = 0 }\n" + "recommenders { content {\n"
                + recommender + "\n} }";
        return ConfigBinder.bindOrThrow(ConfigLoader.text("test.conf", text).root(), RecommendSettings.class);
    }

    @Test
    void whatADomainLeavesOutHasADefault() {
        var content = bound("""
                event-weights { complete = 3, view = 1 }
                recipes { als { implicit-als { alpha = 2.5 } } }
                """).recommenders().get("content");
        assertThat(content.recipes().get("als").recommender()).isEqualTo(new ImplicitAls(32, 15, 2.5, 0.1, 4));
        assertThat(content.seenTypes()).containsExactly("complete", "view");
        assertThat(content.lists())
                .isEqualTo(new ListSettings(10, Duration.ofHours(36), ActiveUsers.REGISTERED, 1_000_000));
        assertThat(content.itemSource()).isEqualTo(ItemSource.ITEMS);
    }

    @Test
    void seenTypesAreThoseNamedEvenIfNone() {
        assertThat(bound("event-weights { view = 1 }, seen-event-types = []")
                        .recommenders()
                        .get("content")
                        .seenEventTypes())
                .isEqualTo(Optional.of(List.of()));
    }

    @Test
    void everythingImpossibleIsReportedAtOnce() {
        assertThatThrownBy(() -> bound("""
                event-weights { view = 1 }
                recipes { als {}, two { implicit-als { rank = 0 } } }
                lists { top-n = 0 }
                """))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("exactly one")
                .hasMessageContaining("rank")
                .hasMessageContaining("top-n");
    }

    /** Their models would have one name, and the registry two rows with one key. */
    @Test
    void twoRecipesThatSayTheSameAreRefused() {
        assertThatThrownBy(() -> bound("""
                event-weights { view = 1 }
                recipes { one { implicit-als { rank = 32 } }, two { implicit-als {} } }
                """))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("says the same as recipes.one");
    }

    @Test
    void aWeightThatWeighsNothingIsRefused() {
        assertThatThrownBy(() -> bound("event-weights { view = 0 }"))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("event-weights.view = 0");
    }
}
