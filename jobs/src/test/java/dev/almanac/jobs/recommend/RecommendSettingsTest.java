package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.jobs.docs.Page;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.popularity.Newest;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.recommend.settings.EventWeight;
import dev.almanac.jobs.recommend.settings.ListSettings;
import dev.almanac.jobs.recommend.settings.PromotionSettings;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.recommend.settings.RecordedRecipe;
import dev.almanac.jobs.recommend.settings.Refinement;
import dev.almanac.jobs.recommend.sources.ActiveUsers;
import dev.almanac.jobs.recommend.sources.ItemSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recommender as a domain writes it. */
class RecommendSettingsTest {
    private static RecommendSettings bound(String recommender) {
        var text = """
                evaluation { days = 7, k = 10, cutoffs = [], resamples = 1000, young-days = 14, segments = [] }
                promotion {
                  margin = 0, tolerance = 0.02, min-coverage = 0, max-segment-loss = 0.2, min-young-share {}, max-churn = 1
                }
                """ + "recommenders { content {\n" + recommender + "\n} }";
        return ConfigBinder.bindOrThrow(ConfigLoader.text("test.conf", text).root(), RecommendSettings.class);
    }

    @Test
    void whatADomainLeavesOutHasADefault() {
        var content = bound("""
                event-weights { complete = 3, view = 1 }
                recipes { als { implicit-als { alpha = 2.5 } } }
                """).recommenders().get("content");
        assertThat(content.contenders().get("als")).isEqualTo(new ImplicitAls(32, 15, 2.5, 0.1, 4));
        assertThat(content.seenTypes()).containsExactly("complete", "view");
        assertThat(content.lists())
                .isEqualTo(new ListSettings(
                        10,
                        Duration.ofHours(36),
                        ActiveUsers.REGISTERED,
                        1_000_000,
                        Map.of(),
                        new Refinement(0, Optional.empty())));
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
                event-weights { view = often }
                recipes {
                  als {}, twice { implicit-als { rank = 0, alpha = -1 } }, Three { newest {} }
                  mix { blend { parts { twise = 1, popularity = x } } }
                }
                lists { top-n = 0, valid-for = 0 s, rules { odd { boost { when = "categry = 1", by = much } } } }
                """))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("11 problems")
                .hasMessageContaining("event-weights.view")
                .hasMessageContaining("exactly one")
                .hasMessageContaining("rank = 0")
                .hasMessageContaining("alpha = -1")
                .hasMessageContaining("Three must be lower-kebab-case")
                .hasMessageContaining(
                        "twise must be a recipe beside it that is no blend, or a baseline; did you mean 'twice'?")
                .hasMessageContaining("popularity: must be a number")
                .hasMessageContaining("top-n = 0")
                .hasMessageContaining("valid-for = PT0S")
                .hasMessageContaining("names categry")
                .hasMessageContaining("by: must be a number");
    }

    /** A rule that cannot be applied, or would not say the same tomorrow, is no surprise of the night. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exclude = "categry = 'a'"                            | names categry, which items do not have; did you mean 'category'?
            exclude = "age_days > "                              | is no SQL expression
            exclude = "category = 'a' and"                       | is something missing?
            "include" { when = "rand() < 0.5" }                  | differs from run to run
            boost { when = "available_from > now()", by = 1 }    | differs from run to run
            quota { per = "max(category)", places = 1 }          | does not compute a value from one row
            """)
    void aRuleThatItemsCannotAnswerIsRefused(String rule, String problem) {
        assertThatThrownBy(() -> bound("event-weights { view = 1 }, lists { rules { odd { " + rule + " } } }"))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aRuleMayAskForTagsAttributesAndAge() {
        bound("""
                event-weights { view = 1 }
                lists { rules { odd { exclude =
                  "AGE_DAYS > 14 or exists(tags, tag -> tag = 'old') or attributes['level'] = 'hard'" } } }
                """);
    }

    /** Somebody will copy them. */
    @Test
    void whatThePageShowsCanBeWritten() throws IOException {
        var blocks = Page.of("docs/recommendations.md").blocks().stream()
                .filter(block -> block.language().equals("hocon"))
                .map(Page.Block::content)
                .toList();
        var recipes = blocks.get(0).replaceFirst("^[^{]*\\{", "").replaceFirst("}\\s*$", "");
        var content = bound(recipes + blocks.get(1)).recommenders().get("content");
        assertThat(content.contenders()).containsKeys("als", "together", "words", "all");
        assertThat(content.lists().rules()).hasSize(5);
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
                .hasMessageContaining("event-weights.view.weight: weight = 0.0 must be greater than 0");
    }

    @Test
    void anEventMayFade() {
        var weights = bound("event-weights { view = 1, complete { weight = 3, half-life = 30 days } }")
                .recommenders()
                .get("content")
                .eventWeights();
        assertThat(weights.get("view")).isEqualTo(EventWeight.of(1));
        assertThat(weights.get("complete"))
                .isEqualTo(new EventWeight(3, Optional.of(Duration.ofDays(30)), Optional.empty()));
    }

    @Test
    void aBlendIsMadeOfRecipesBesideIt() {
        var content = bound("""
                event-weights { view = 1 }
                recipes { als { implicit-als {} }, both { blend { parts { als = 0.7, popularity = 0.3 } } } }
                """).recommenders().get("content");
        assertThat(content.contenders().get("both").parts())
                .containsExactly(new ImplicitAls(32, 15, 1, 0.1, 4), new Popularity());
    }

    @Test
    void aBlendOfWhatIsNotThereIsRefused() {
        assertThatThrownBy(() -> bound("""
                event-weights { view = 1 }
                recipes { als { implicit-als {} }, both { blend { parts { als = 0.7, asl = 0.3 } } } }
                """))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("must be a recipe beside it that is no blend, or a baseline");
    }

    /** What is the same for everyone makes no lists of its own. */
    @Test
    void theNewestIsAPartOfBlendsOnly() {
        var content = bound("""
                event-weights { view = 1 }
                recipes {
                  als { implicit-als {} }
                  new { newest { half-life = 2 days } }
                  both { blend { parts { als = 0.7, new = 0.3 } } }
                }
                """).recommenders().get("content");
        assertThat(content.contenders()).containsOnlyKeys("als", "both");
        assertThat(content.contenders().get("both").parts()).contains(new Newest(Duration.ofDays(2)));
        assertThatThrownBy(() -> bound("""
                event-weights { view = 1 }
                recipes { new { newest {} }, both { blend { parts { popularity = 0.7, new = 0.3 } } } }
                """))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("must have a part that knows users");
    }

    @Test
    void aBlendOfBaselinesAloneKnowsNobody() {
        assertThatThrownBy(() -> bound("""
                event-weights { view = 1 }
                recipes { both { blend { parts { popularity = 0.7, recent-popularity = 0.3 } } } }
                """))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("must have a part that knows users");
    }

    @Test
    void aFloorForWhatIsNotThereIsRefused() {
        var promotion = new PromotionSettings(0, 0.02, 0, 0.2, Map.of("contents", 0.1), 1);
        assertThatThrownBy(() -> TestSettings.of(Map.of(), promotion))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("min-young-share.contents")
                .hasMessageContaining("must be a recommender's name");
    }

    /** What the registry and the search keep of a recipe is enough to train it again. */
    @Test
    void aRecordedRecipeIsTheSameRecipe() {
        var recipes = bound("""
                event-weights { view = 1 }
                recipes {
                  als { implicit-als { rank = 7, alpha = 2.5 } }
                  rated { explicit-als { rank = 5 } }
                  alike { item-neighbours { exponent = 0.3 } }
                  words { content-similarity { tag-weight = 2 } }
                  both { blend { parts { als = 0.7, words = 0.3 } } }
                }
                """).recommenders().get("content").contenders();
        assertThat(recipes).hasSize(5);
        recipes.forEach(
                (name, recipe) -> assertThat(new RecordedRecipe(name, recipe.algorithm(), recipe.parameters()).known())
                        .as(name)
                        .contains(recipe));
        TestSettings.BASELINES
                .all()
                .forEach((name, baseline) -> assertThat(
                                new RecordedRecipe(name, baseline.algorithm(), baseline.parameters()).known())
                        .contains(baseline));
    }
}
