package dev.almanac.jobs.recommend.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.common.testing.SharedSpark;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.evaluation.RankingMetrics;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/**
 * The measures against public implementations, on the case and with the figures that {@code python/reference/metrics.py}
 * writes, and against Spark's own. The whole way is taken, from lists in a table to the judgement.
 */
class ReferenceMetricsTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    private static JsonNode reference;
    private static List<Integer> cutoffs;
    private static Judgement judgement;

    @BeforeAll
    static void judgeTheCase() throws IOException {
        try (var file = ReferenceMetricsTest.class.getResourceAsStream("/recommend/reference-metrics.json")) {
            reference = new ObjectMapper().readTree(file);
        }
        cutoffs = list(reference.get("cutoffs")).stream().map(JsonNode::asInt).toList();
        var catalogue = new Catalogue();
        for (var item : reference.get("items")) {
            var from = item.get("available_from");
            catalogue.item(
                    item.get("item_id").asText(),
                    strings(item.get("tags")),
                    from.isNull() ? null : OffsetDateTime.parse(from.asText()).toInstant());
        }
        for (var use : reference.get("interactions")) {
            catalogue.use(use.get("user_id").asText(), use.get("item_id").asText());
        }
        var cut = OffsetDateTime.parse(reference.get("cut").asText()).toInstant();
        var knowledge = catalogue.knowledge(cut, reference.get("young_days").asInt());
        var scale = new Exam.Scale(cutoffs.get(0), cutoffs, 100, 1);
        judgement = new Exam(cut, catalogue.candidates(), knowledge, audience(), scale).judge(lists());
    }

    /** Each user is a segment too, so that the figures of single users can be seen. */
    private static Dataset<Row> audience() {
        var rows = new ArrayList<Row>();
        for (var user : reference.get("users")) {
            rows.add(RowFactory.create(
                    user.get("user_id").asText(),
                    strings(user.get("seen")).toArray(),
                    strings(user.get("relevant")).toArray(),
                    new String[] {"user:" + user.get("user_id").asText()}));
        }
        return table(rows, "user_id string, seen array<string>, relevant array<string>, segments array<string>");
    }

    private static Dataset<Row> lists() {
        var rows = new ArrayList<Row>();
        for (var user : reference.get("users")) {
            var places =
                    strings(user.get("list")).stream().map(RowFactory::create).toArray();
            rows.add(RowFactory.create(user.get("user_id").asText(), places));
        }
        return table(rows, "user_id string, places array<struct<item_id: string>>");
    }

    private static Dataset<Row> table(List<Row> rows, String ddl) {
        return SharedSpark.session()
                .createDataFrame(rows, StructType.fromDDL(ddl))
                .repartition(2);
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> strings(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }

    /** All but one: no package has MAP divided by what can be reached; Spark has. */
    @Test
    void everyMeasureHasAReference() {
        Set<String> labels = Measure.all().stream().map(Measure::label).collect(Collectors.toSet());
        labels.remove(Metric.MAP_OVER_REACHABLE.label());
        assertThat(reference.get("figures").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(labels);
    }

    @Test
    void theFiguresOfEveryUserAgree() {
        int compared = 0;
        for (var measure : Measure.all()) {
            var figures = reference.get("figures").path(measure.label());
            for (var byCutoff : figures.properties()) {
                int k = Integer.parseInt(byCutoff.getKey());
                for (var byUser : byCutoff.getValue().properties()) {
                    var mine = judgement.in("user:" + byUser.getKey()).orElseThrow();
                    assertThat(mine.of(measure, k).value())
                            .as("%s@%d of %s", measure.label(), k, byUser.getKey())
                            .isCloseTo(byUser.getValue().asDouble(), CLOSE);
                    compared++;
                }
            }
        }
        assertThat(compared)
                .isEqualTo(10 * cutoffs.size() * reference.get("users").size());
    }

    @Test
    void theMeansAgree() {
        for (var byMeasure : reference.get("figures").properties()) {
            var measure = Measure.all().stream()
                    .filter(each -> each.label().equals(byMeasure.getKey()))
                    .findFirst()
                    .orElseThrow();
            for (var byCutoff : byMeasure.getValue().properties()) {
                double mean = list(byCutoff.getValue()).stream()
                        .mapToDouble(JsonNode::asDouble)
                        .average()
                        .orElseThrow();
                assertThat(judgement
                                .of(measure, Integer.parseInt(byCutoff.getKey()))
                                .value())
                        .as("%s@%s", measure.label(), byCutoff.getKey())
                        .isCloseTo(mean, CLOSE);
            }
        }
    }

    @Test
    void theCataloguesFiguresAgree() {
        for (int k : cutoffs) {
            var figures = reference.get("catalogue").get(Integer.toString(k));
            assertThat(judgement.coverage(k)).isCloseTo(figures.get("coverage").asDouble(), CLOSE);
            assertThat(judgement.gini(k)).isCloseTo(figures.get("gini").asDouble(), CLOSE);
        }
    }

    @Test
    void sparksRankingMetricsAgree() {
        var pairs = list(reference.get("users")).stream()
                .map(user -> new Tuple2<>(strings(user.get("list")), strings(user.get("relevant"))))
                .toList();
        var context = JavaSparkContext.fromSparkContext(SharedSpark.session().sparkContext());
        var spark = RankingMetrics.of(context.parallelize(pairs, 2));
        for (int k : cutoffs) {
            assertThat(judgement.of(Metric.NDCG, k).value()).isCloseTo(spark.ndcgAt(k), CLOSE);
            assertThat(judgement.of(Metric.RECALL, k).value()).isCloseTo(spark.recallAt(k), CLOSE);
            assertThat(judgement.of(Metric.PRECISION, k).value()).isCloseTo(spark.precisionAt(k), CLOSE);
            assertThat(judgement.of(Metric.MAP_OVER_REACHABLE, k).value())
                    .isCloseTo(spark.meanAveragePrecisionAt(k), CLOSE);
        }
        int longest = Collections.max(cutoffs);
        assertThat(judgement.of(Metric.MAP_OVER_RELEVANT, longest).value())
                .isCloseTo(spark.meanAveragePrecision(), CLOSE);
    }
}
