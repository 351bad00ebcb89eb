package dev.almanac.jobs.recommend.lists;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.lists.Arrangement.Boost;
import dev.almanac.jobs.recommend.lists.Arrangement.Pin;
import dev.almanac.jobs.recommend.lists.Arrangement.Quota;
import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Scorer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Five items a to e with the scores 5 to 1 for the one user; popular are e, d, c, b, a. */
class ArrangementTest {
    private static final MarginalRelevance BY_SCORE = new MarginalRelevance(0, null);
    private static Candidates candidates;

    /** Scores by number, the same for the users it knows. */
    private record Given(boolean personal, Map<String, Double> scores) implements Scorer {
        @Override
        public Optional<Dataset<Row>> users() {
            var state = SharedSpark.session().range(1).select(lit("ann").as("user_id"), lit(1).as(STATE));
            return personal ? Optional.of(state) : Optional.empty();
        }

        @Override
        public CandidateScores over(Candidates all) {
            var given = new double[all.size()];
            for (int i = 0; i < given.length; i++) {
                given[i] = scores.getOrDefault(all.id(i), Double.NaN);
            }
            return (user, state, into) -> System.arraycopy(given, 0, into, 0, given.length);
        }
    }

    @BeforeAll
    static void candidates() {
        var ids = SharedSpark.session()
                .createDataset(List.of("a", "b", "c", "d", "e"), Encoders.STRING())
                .toDF("item_id");
        candidates = Candidates.of(ids, 10);
    }

    /** Each place as item, origin and rules. */
    private static List<String> list(Arrangement arrangement, int n, String... seen) {
        return listOf("ann", arrangement, n, seen);
    }

    private static List<String> listOf(String user, Arrangement arrangement, int n, String... seen) {
        var popular =
                FixedOrder.of(new Given(false, Map.of("a", 1.0, "b", 2.0, "c", 3.0, "d", 4.0, "e", 5.0)), candidates);
        var scorer = new Given(true, Map.of("a", 5.0, "b", 4.0, "c", 3.0, "d", 2.0, "e", 1.0));
        var audience = SharedSpark.session()
                .range(1)
                .select(
                        lit(user).as("user_id"),
                        lit(true).as("personal"),
                        array(List.of(seen).stream().map(item -> lit(item)).toArray(Column[]::new))
                                .cast("array<string>")
                                .as("seen"));
        return TopLists.of(candidates, popular, scorer)
                .arranged(arrangement)
                .of(audience, n)
                .selectExpr("inline(places)")
                .select(col("item_id"), col("origin"), col("rules"))
                .collectAsList()
                .stream()
                .map(row -> "%s %d %s".formatted(row.getString(0), row.getInt(1), row.<String>getList(2)))
                .toList();
    }

    private static BitSet numbers(int... numbers) {
        var set = new BitSet();
        for (int number : numbers) {
            set.set(number);
        }
        return set;
    }

    private static ItemTags tags(Map<Integer, List<String>> byCandidate) {
        var tags = new ItemTags.Builder(candidates);
        byCandidate.forEach(tags::put);
        return tags.build();
    }

    @Test
    void withoutRulesScoresDecide() {
        assertThat(list(Arrangement.BY_SCORE, 3, "b")).containsExactly("a 0 []", "c 0 []", "d 0 []");
    }

    @Test
    void whatIsIncludedComesFirstUnlessItWasSeen() {
        var pins = List.of(new Pin("course", List.of(4, 3), 1));
        var arrangement = new Arrangement(pins, List.of(), List.of(), BY_SCORE);
        assertThat(list(arrangement, 3)).containsExactly("e -1 [course]", "a 0 []", "b 0 []");
        assertThat(list(arrangement, 3, "e")).containsExactly("d -1 [course]", "a 0 []", "b 0 []");
    }

    /** The scores 5 to 1 have a standard deviation of 1.41: e comes to 1 + 2 x 1.41 = 3.83, behind b. */
    @Test
    void aBoostAddsDeviationsOfTheUsersOwnScores() {
        var arrangement = new Arrangement(List.of(), List.of(new Boost("fresh", numbers(4), 2)), List.of(), BY_SCORE);
        assertThat(list(arrangement, 4)).containsExactly("a 0 []", "b 0 []", "e 0 [fresh]", "c 0 []");
    }

    /** Popular are e, d, c, b, a with 5 to 1: a comes to 1 + 2 x 1.41 = 3.83, behind d, for users nothing is known of too. */
    @Test
    void aBoostAlsoMovesWhatIsListedFromPopularity() {
        var arrangement = new Arrangement(List.of(), List.of(new Boost("fresh", numbers(0), 2)), List.of(), BY_SCORE);
        assertThat(listOf("nobody", arrangement, 4)).containsExactly("e 1 []", "d 1 []", "a 1 [fresh]", "c 1 []");
    }

    @Test
    void aQuotaTurnsAwayAndThoseBehindMoveUp() {
        var quota = new Quota("two-of-a-kind", List.of(0, 0, 0, 1, -1), 2);
        var arrangement = new Arrangement(List.of(), List.of(), List.of(quota), BY_SCORE);
        assertThat(list(arrangement, 4))
                .containsExactly("a 0 []", "b 0 []", "d 0 [two-of-a-kind]", "e 0 [two-of-a-kind]");
        var one = new Quota("one", List.of(0, 0, 0, 0, 0), 1);
        assertThat(list(new Arrangement(List.of(), List.of(), List.of(one), BY_SCORE), 4))
                .as("a quota holds, also when the list stays short")
                .containsExactly("a 0 []");
    }

    /** a and b are alike: with half the weight on variety, b (.75 / 2 - 1 / 2) comes after c (.5 / 2), d and e. */
    @Test
    void diversityPutsOffWhatIsLikeTheListSoFar() {
        var tags = tags(Map.of(0, List.of("x"), 1, List.of("x"), 2, List.of("y"), 3, List.of("z"), 4, List.of("w")));
        var arrangement = new Arrangement(List.of(), List.of(), List.of(), new MarginalRelevance(0.5, tags));
        assertThat(list(arrangement, 5)).containsExactly("a 0 []", "c 0 []", "d 0 []", "e 0 []", "b 0 []");
    }
}
