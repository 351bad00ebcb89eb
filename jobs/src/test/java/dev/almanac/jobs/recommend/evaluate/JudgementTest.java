package dev.almanac.jobs.recommend.evaluate;

import static dev.almanac.jobs.recommend.evaluate.Metric.HIT_RATE;
import static dev.almanac.jobs.recommend.evaluate.Metric.NDCG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.almanac.common.testing.SharedSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Lists of four users from {@link Catalogue#ofSix}, worked out by hand:
 *
 * <pre>
 * user  list  relevant  NDCG@1  NDCG@2       segments
 * u1    a, b  a         1       1            country:UK, activity:new
 * u2    a, c  c         0       1/log2(3)    country:FR (named twice)
 * u3    b, a  b         1       1            country:UK
 * u4    none  a         0       0            null
 * </pre>
 */
class JudgementTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final double SECOND = Math.log(2) / Math.log(3);
    private static final String AUDIENCE =
            "user_id string, personal boolean, seen array<string>, relevant array<string>, segments array<string>";
    private static final String LISTS = "user_id string, places array<struct<item_id: string>>";

    private static Judgement judgement;

    @BeforeAll
    static void judge() {
        judgement = exam(2).judge(lists(2));
    }

    private static Exam exam(int partitions) {
        var six = Catalogue.ofSix();
        var audience = List.of(
                user("u1", "a", "country:UK", "activity:new"),
                user("u2", "c", "country:FR", "country:FR"),
                user("u3", "b", "country:UK"),
                RowFactory.create("u4", true, null, new String[] {"a"}, null));
        var scale = new Exam.Scale(2, List.of(2, 1), 100, 1);
        return new Exam(Catalogue.CUT, six.candidates(), six.knowledge(), table(audience, AUDIENCE, partitions), scale);
    }

    private static Row user(String id, String relevant, String... segments) {
        return RowFactory.create(id, true, new String[0], new String[] {relevant}, segments);
    }

    private static Dataset<Row> lists(int partitions) {
        var lists = List.of(
                list("u1", "a", "b"), list("u2", "a", "c"), list("u3", "b", "a"), list("not-in-the-audience", "e"));
        return table(lists, LISTS, partitions);
    }

    private static Row list(String user, String... items) {
        var places = new ArrayList<Row>();
        for (var item : items) {
            places.add(RowFactory.create(item));
        }
        return RowFactory.create(user, places.toArray());
    }

    private static Dataset<Row> table(List<Row> rows, String ddl, int partitions) {
        return SharedSpark.session()
                .createDataFrame(rows, StructType.fromDDL(ddl))
                .repartition(partitions);
    }

    @Test
    void aUserWithoutAListIsAMiss() {
        assertThat(judgement.users()).isEqualTo(4);
        assertThat(judgement.of(NDCG, 1).value()).isCloseTo(2.0 / 4, CLOSE);
        assertThat(judgement.of(NDCG, 2).value()).isCloseTo((1 + SECOND + 1 + 0) / 4, CLOSE);
        assertThat(judgement.of(HIT_RATE, 2).value()).isCloseTo(3.0 / 4, CLOSE);
    }

    /** Its segments may come twice, or not at all. */
    @Test
    void aUserCountsOnceInEachOfTheirSegments() {
        assertThat(judgement.segments()).containsExactly("activity:new", "country:FR", "country:UK");
        assertThat(judgement.attributes()).containsExactly("activity", "country");
        assertThat(judgement.in("country:FR").orElseThrow().users()).isEqualTo(1);
        assertThat(judgement.in("country:UK").orElseThrow().users()).isEqualTo(2);
        assertThat(judgement.in("country:UK").orElseThrow().of(NDCG, 2).value()).isCloseTo(1, CLOSE);
        assertThat(judgement.in("country:FR").orElseThrow().of(NDCG, 2).value()).isCloseTo(SECOND, CLOSE);
        assertThat(judgement.in("country:DE")).isEmpty();
        assertThat(judgement.in(Judgement.ALL).orElseThrow().of(NDCG, 2)).isEqualTo(judgement.of(NDCG, 2));
    }

    @Test
    void coverageIsOfAllCandidates() {
        // a and b stand first; c comes second to one user. Who is not in the audience does not count.
        assertThat(judgement.coverage(1)).isEqualTo(2.0 / 6);
        assertThat(judgement.coverage(2)).isEqualTo(3.0 / 6);
    }

    @Test
    void giniIsOfAllCandidates() {
        // Ascending 0, 0, 0, 0, 1, 2: (3*1 + 5*2) / (6 * 3). Then 0, 0, 0, 1, 2, 3: (1*1 + 3*2 + 5*3) / (6 * 6).
        assertThat(judgement.gini(1)).isCloseTo(13.0 / 18, CLOSE);
        assertThat(judgement.gini(2)).isCloseTo(22.0 / 36, CLOSE);
    }

    @Test
    void theGapIsBetweenTheBestAndTheWorstServedGroup() {
        var gap = judgement.gap("country", 2, 1).orElseThrow();
        assertThat(gap.value()).isCloseTo(1 - SECOND, CLOSE);
        assertThat(gap.best()).isEqualTo("country:UK");
        assertThat(gap.worst()).isEqualTo("country:FR");
    }

    @Test
    void thereIsNoGapWithoutTwoLargeGroups() {
        assertThat(judgement.gap("country", 2, 2)).as("only UK has two users").isEmpty();
        assertThat(judgement.gap("activity", 2, 1)).as("there is one group").isEmpty();
        assertThat(judgement.gap("count", 2, 1))
                .as("the start of a name is no name")
                .isEmpty();
    }

    @Test
    void nothingDependsOnHowListsArePartitioned() {
        var other = exam(3).judge(lists(5));
        for (var measure : Measure.all()) {
            for (int k : new int[] {1, 2}) {
                assertThat(other.of(measure, k)).as(measure.label()).isEqualTo(judgement.of(measure, k));
                assertThat(other.over(judgement, measure, k))
                        .as(measure.label())
                        .isEqualTo(new Interval(0, 0, 0));
            }
        }
        assertThat(other.gini(2)).isEqualTo(judgement.gini(2));
    }

    @Test
    void anotherModelsListsAreComparedUserByUser() {
        var better = List.of(list("u1", "a"), list("u2", "c"), list("u3", "b"), list("u4", "a"));
        var difference = exam(2).judge(table(better, LISTS, 2)).over(judgement, NDCG, 1);
        assertThat(difference.value()).isCloseTo(2.0 / 4, CLOSE);
        // u1 and u3 do as well as before, u2 and u4 better: no resample can show a loss.
        assertThat(difference.lower()).isGreaterThanOrEqualTo(0);
        assertThat(difference.upper()).isLessThanOrEqualTo(1);
    }

    @Test
    void aCutOffThatWasNotTakenIsRefused() {
        assertThatThrownBy(() -> judgement.of(NDCG, 3)).hasMessage("Judged were the first [1, 2] places, not 3.");
        assertThatThrownBy(() -> judgement.coverage(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyToJudgeIsNoFailure() {
        var exam = exam(1);
        var nobody = new Exam(
                exam.from(), exam.candidates(), exam.items(), exam.audience().limit(0), exam.scale());
        var judged = nobody.judge(lists(1));
        assertThat(judged.users()).isZero();
        assertThat(judged.segments()).isEmpty();
        assertThat(judged.in(Judgement.ALL)).isPresent();
        assertThat(judged.of(NDCG, 2)).isEqualTo(new Interval(0, 0, 0));
        assertThat(judged.coverage(2)).isZero();
        assertThat(judged.gini(2)).isZero();
    }
}
