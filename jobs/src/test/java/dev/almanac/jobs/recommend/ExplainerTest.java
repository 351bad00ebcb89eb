package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.explain.Basis;
import dev.almanac.jobs.recommend.explain.Explanation;
import dev.almanac.jobs.recommend.explain.ListedItem;
import dev.almanac.jobs.recommend.explain.PartScore;
import dev.almanac.jobs.recommend.explain.Removal;
import dev.almanac.jobs.recommend.neighbours.ItemNeighbours;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.recommend.settings.ListSettings;
import dev.almanac.jobs.recommend.settings.RecommenderSettings;
import dev.almanac.jobs.recommend.settings.RuleSettings;
import dev.almanac.jobs.recommend.settings.RuleSettings.Boost;
import dev.almanac.jobs.recommend.settings.RuleSettings.Exclude;
import dev.almanac.jobs.recommend.settings.RuleSettings.Include;
import dev.almanac.jobs.recommend.settings.RuleSettings.Quota;
import dev.almanac.jobs.recommend.sources.ItemSource;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.recommend.training.Trainer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is said of a list is what made it: every answer is compared with the published rows, or with a world in which it
 * can be told by hand. In that world ann's scores of the items a to h are 8 to 1: so many users used it and what ann used.
 */
class ExplainerTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final ItemNeighbours TOGETHER = new ItemNeighbours(0, 100, 200);
    private static final Map<String, RuleSettings> RULES = Map.of(
            "no-drafts", rule(new Exclude("category = 'draft'")),
            "pick", rule(new Include("category = 'pick'", 1)),
            "d-late", rule(new Boost("item_id = 'd'", -2)),
            "two-of-a-kind", rule(new Quota("category", 2)));

    private static Trainer trainer;
    private static PublishedNight plain;
    private static PublishedNight ruled;

    @BeforeAll
    static void nights() {
        var subject = subject(coUse(), settings(Map.of(), 0));
        trainer = subject.trainer("served", World.END);
        plain = PublishedNight.of(subject, trainer, TOGETHER);
        ruled = PublishedNight.of(with(settings(RULES, 0)), trainer, TOGETHER);
    }

    private static Subject subject(World world, RecommenderSettings settings) {
        return Subject.all(world.inputs(), Map.of("content", settings), World.run("run-1"))
                .get(0);
    }

    /** The recommender of the plain night with other settings of its lists: its models stay the same. */
    private static Subject with(RecommenderSettings settings) {
        var subject = plain.subject();
        return new Subject(subject.name(), settings, subject.sources(), subject.run());
    }

    private static World coUse() {
        var world = new World()
                .user("ann", false)
                .user("carl", false)
                .user("olga", true)
                .userFrom("no", "nils")
                .event("ann", "seed", "use", World.END.minus(DAY))
                .event("olga", "a", "hide", World.END.minus(DAY));
        item(world, "seed", null, "first");
        item(world, "pick", "pick", "chosen");
        item(world, "draft", "draft", "other");
        world.item("expired", null, World.END).item("not-yet", World.END.plus(DAY), null);
        for (int count = 8; count >= 1; count--) {
            var id = String.valueOf((char) ('a' + 8 - count));
            item(world, id, "abc".contains(id) ? "kind" : null, "abcde".contains(id) ? "same" : id);
        }
        for (int number = 1; number <= 8; number++) {
            var user = "u" + number;
            world.userFrom(number == 1 ? "no" : "se", user);
            for (var item : List.of("seed", "draft", "expired")) {
                world.event(user, item, "use", World.END.minus(DAY));
            }
            for (int count = number; count <= 8; count++) {
                var item = String.valueOf((char) ('a' + 8 - count));
                world.event(user, item, "use", World.END.minus(DAY));
            }
        }
        return world;
    }

    private static void item(World world, String id, String category, String tag) {
        world.items.add(RowFactory.create(
                id, id, category, new String[] {tag}, null, Map.of(), null, null, null, "test", "run-0"));
    }

    private static RuleSettings rule(Record kind) {
        return new RuleSettings(
                Optional.of(kind).filter(Exclude.class::isInstance).map(Exclude.class::cast),
                Optional.of(kind).filter(Include.class::isInstance).map(Include.class::cast),
                Optional.of(kind).filter(Boost.class::isInstance).map(Boost.class::cast),
                Optional.of(kind).filter(Quota.class::isInstance).map(Quota.class::cast));
    }

    private static RecommenderSettings settings(Map<String, RuleSettings> rules, double diversity) {
        return settings(ItemSource.ITEMS, TestSettings.lists(rules, diversity));
    }

    private static RecommenderSettings settings(ItemSource source, ListSettings lists) {
        var any = TestSettings.recommender(Map.of());
        return new RecommenderSettings(
                source, any.eventWeights(), any.seenEventTypes(), Map.of(), any.baselines(), lists);
    }

    /** The one thing that keeps an item out of a list, with its rule if it is one. */
    private static String removal(Explanation explanation) {
        assertThat(explanation.listed()).isEmpty();
        assertThat(explanation.removedBy()).hasSize(1);
        var removal = explanation.removedBy().get(0);
        return removal.rule().map(rule -> removal.cause() + " " + rule).orElse(removal.cause() + "");
    }

    private static void assertAgrees(PublishedNight night, String user) {
        var explainer = night.explainer(user).orElseThrow();
        for (var item : night.list(user).orElseThrow().items()) {
            var explanation = explainer.explain(item.itemId());
            assertThat(explanation.listed()).contains(item);
            assertThat(explanation.removedBy()).isEmpty();
            assertThat(explanation.standing()).hasValueSatisfying(standing -> {
                assertThat(standing.rank()).as(user + " " + item).isEqualTo(item.rank());
                assertThat(standing.score()).as(user + " " + item).isEqualTo(item.score());
                assertThat(standing.algorithm()).isEqualTo(item.strategy());
            });
        }
    }

    @Test
    void scoreAndRankAreThePublishedOnesOfAPlainModelAndOfWhatItFallsBackOn() {
        for (var user : List.of("ann", "u3", "carl", "olga", "nils")) {
            assertAgrees(plain, user);
        }
        assertThat(plain.items("ann")).containsExactly("a", "draft", "b", "c", "d");
    }

    @Test
    void scoreAndRankAreThePublishedOnesOfABlendAndItsPartsAddUp() {
        var blend = new Blend(List.of(
                new Blend.Ingredient("als", new ImplicitAls(2, 2, 2, 0.1, 2), 0.5),
                new Blend.Ingredient("popularity", new Popularity(), 0.2),
                new Blend.Ingredient("together", TOGETHER, 0.3)));
        var night = PublishedNight.of(plain.subject(), trainer, blend);
        for (var user : List.of("ann", "u5", "u8")) {
            assertAgrees(night, user);
        }
        var standing = night.explain("ann", "b").standing();
        assertThat(standing).hasValueSatisfying(made -> {
            assertThat(made.parts()).extracting(PartScore::part).containsExactly("als", "popularity", "together");
            assertThat(made.parts().stream().mapToDouble(PartScore::adds).sum()).isCloseTo(made.score(), within(1e-9));
            assertThat(made.parts())
                    .allSatisfy(part -> assertThat(part.adds())
                            .isCloseTo(part.weight() * part.standardised().orElseThrow(), within(1e-12)));
        });
    }

    @Test
    void whatIsSaidOfTheUserIsWhatTheListGoesBy() {
        var bases = Map.of("ann", Basis.PERSONAL, "nils", Basis.ALIKE, "carl", Basis.COLD, "olga", Basis.OPTED_OUT);
        bases.forEach((user, basis) ->
                assertThat(plain.explain(user, "a").basis()).as(user).isEqualTo(basis));
        assertThat(plain.explainer("nobody")).isEmpty();
    }

    @Test
    void filtersAreNamedWithWhatTheyGoBy() {
        var explainer = ruled.explainer("ann").orElseThrow();
        assertThat(removal(explainer.explain("no-such"))).isEqualTo("UNKNOWN_ITEM");
        assertThat(removal(explainer.explain("draft"))).isEqualTo("EXCLUDED no-drafts");
        assertThat(removal(explainer.explain("not-yet"))).isEqualTo("NOT_YET_AVAILABLE");
        assertThat(removal(explainer.explain("expired"))).isEqualTo("NO_LONGER_AVAILABLE");
        assertThat(explainer.explain("expired").standing()).isEmpty();
        var seen = explainer.explain("seed");
        assertThat(removal(seen)).isEqualTo("SEEN");
        assertThat(seen.removedBy().get(0).sentence()).isEqualTo("The user has seen it: use on 2026-02-28 00:00.");
    }

    /** To bring such an item back, both have to go. */
    @Test
    void everyFilterIsNamedWhereSeveralApply() {
        var removals = ruled.explain("u1", "draft").removedBy();
        assertThat(removals).extracting(Removal::cause).containsExactly(Removal.Cause.EXCLUDED, Removal.Cause.SEEN);
    }

    @Test
    void nobodyIsToldAboutThemselves() {
        var subject = subject(coUse(), settings(ItemSource.USERS, TestSettings.LISTS));
        var people = PublishedNight.of(subject, subject.trainer("served", World.END), new Popularity());
        assertThat(people.explain("ann", "ann").basis()).isEqualTo(Basis.BASELINE);
        assertThat(removal(people.explain("ann", "ann"))).isEqualTo("ONESELF");
        assertAgrees(people, "ann");
    }

    /**
     * By score a to h come first; pick takes a place, c is the third of its kind, and d falls from 5 by two deviations of
     * 2.29 behind h.
     */
    @Test
    void theRuleThatKeepsAnItemOutIsTheOneWithoutWhichItWouldBeIn() {
        assertThat(ruled.items("ann")).containsExactly("pick", "a", "b", "e", "f");
        var explainer = ruled.explainer("ann").orElseThrow();
        assertThat(removal(explainer.explain("c"))).isEqualTo("QUOTA two-of-a-kind");
        assertThat(removal(explainer.explain("d"))).isEqualTo("BOOST d-late");
        assertThat(removal(explainer.explain("g"))).isEqualTo("PINS pick");
        var pinned = explainer.explain("pick");
        assertThat(pinned.listed()).map(ListedItem::strategy).contains("rule");
        assertThat(pinned.standing()).map(standing -> standing.rank()).contains(9);

        var last = explainer.explain("h");
        assertThat(removal(last)).isEqualTo("BELOW_END");
        assertThat(last.removedBy().get(0).sentence())
                .isEqualTo("It comes after the end of the list: place 5, with 3.0000 by item-neighbours.");
        assertThat(last.standing()).hasValueSatisfying(standing -> {
            assertThat(standing.score()).isEqualTo(1);
            assertThat(standing.rank()).isEqualTo(7);
            assertThat(standing.of()).isEqualTo(9);
        });
        var boosted = explainer.explain("d").standing().orElseThrow();
        assertThat(boosted.rank()).isEqualTo(8);
        assertThat(boosted.parts())
                .extracting(part -> part.part() + " %.2f".formatted(part.adds()))
                .containsExactly("item-neighbours 5.00", "d-late -4.58");
    }

    @Test
    void rulesThatOnlyTogetherKeepAnItemOutAreToldFromTheEndOfTheList() {
        var twice = new HashMap<>(RULES);
        twice.put("two-of-abc", rule(new Quota("CASE WHEN item_id IN ('a', 'b', 'c') THEN 'abc' END", 2)));
        var explainer = ruled.explainer("ann", settings(twice, 0)).orElseThrow();
        assertThat(removal(explainer.explain("c"))).isEqualTo("RULES_TOGETHER");
    }

    @Test
    void aListThatWasMadeWithOtherSettingsIsNotExplainedAway() {
        var explainer = ruled.explainer("ann", settings(Map.of(), 0)).orElseThrow();
        assertThat(removal(explainer.explain("c"))).isEqualTo("SETTINGS_CHANGED");
    }

    /** After a come those that are least like it: f, g and h. */
    @Test
    void whatWasLeftOutForVarietyIsSaidSo() {
        var settings = settings(Map.of("no-drafts", RULES.get("no-drafts")), 0.9);
        var varied = PublishedNight.of(with(settings), trainer, TOGETHER);
        assertThat(varied.items("ann")).startsWith("a", "f", "g", "h");
        assertThat(removal(varied.explain("ann", "c"))).isEqualTo("DIVERSITY");
    }
}
