package dev.almanac.jobs.recommend.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.tables.ModelTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopListsTest {
    private static final int N = 6;

    /** A random model with coarse factors, so that many scores tie, and what it should list, worked out the slow way. */
    private static final class RandomCase {
        final Random random;
        final Map<String, List<Float>> users = new HashMap<>();
        final Map<String, List<Float>> items = new HashMap<>();
        final Map<String, Double> popularity = new HashMap<>();
        final Map<String, Set<String>> seen = new HashMap<>();
        final Set<String> impersonal = new HashSet<>();
        final List<String> candidates = new ArrayList<>();

        RandomCase(long seed) {
            random = new Random(seed);
            for (int i = 0; i < 30; i++) {
                var item = "i%02d".formatted(i);
                if (random.nextInt(5) > 0) {
                    items.put(item, factors());
                }
                if (random.nextInt(5) > 0) {
                    candidates.add(item);
                }
                popularity.put(item, (double) random.nextInt(4));
            }
            for (int u = 0; u < 25; u++) {
                var user = "u%02d".formatted(u);
                if (random.nextInt(4) > 0) {
                    users.put(user, factors());
                }
                if (random.nextInt(4) == 0) {
                    impersonal.add(user);
                }
                var known = new HashSet<String>();
                random.ints(random.nextInt(32), 0, 30).forEach(i -> known.add("i%02d".formatted(i)));
                seen.put(user, known);
            }
        }

        private List<Float> factors() {
            return IntStream.range(0, 3)
                    .mapToObj(i -> (float) (random.nextInt(3) - 1))
                    .toList();
        }

        private double score(String user, String item) {
            return IntStream.range(0, 3)
                    .mapToDouble(i -> users.get(user).get(i) * items.get(item).get(i))
                    .sum();
        }

        List<String> expected(String user) {
            var open = candidates.stream()
                    .filter(item -> !seen.get(user).contains(item))
                    .toList();
            var list = new ArrayList<String>();
            if (users.containsKey(user) && !impersonal.contains(user)) {
                open.stream()
                        .filter(items::containsKey)
                        .sorted(Comparator.comparingDouble((String item) -> -score(user, item))
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(N)
                        .forEach(list::add);
            }
            open.stream()
                    .filter(item -> !list.contains(item))
                    .sorted(Comparator.comparingDouble((String item) -> -popularity.get(item))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(N - list.size())
                    .toList()
                    .forEach(list::add);
            return list;
        }

        Dataset<Row> audience() {
            var rows = seen.keySet().stream()
                    .map(user -> RowFactory.create(
                            user,
                            !impersonal.contains(user),
                            seen.get(user).isEmpty() ? null : seen.get(user).toArray()))
                    .toList();
            var schema = new StructType()
                    .add("user_id", DataTypes.StringType)
                    .add("personal", DataTypes.BooleanType)
                    .add("seen", DataTypes.createArrayType(DataTypes.StringType));
            return SharedSpark.session().createDataFrame(rows, schema).repartition(3);
        }

        Model factorModel() {
            return model(
                    new ImplicitAls(3, 1, 1, 1, 1),
                    Map.of(
                            ModelTables.ALS_USER_FACTORS, factorRows(users, "user_id"),
                            ModelTables.ALS_ITEM_FACTORS, factorRows(items, "item_id")));
        }

        Model popularityModel() {
            var rows = popularity.entrySet().stream()
                    .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
                    .toList();
            var schema = new StructType().add("item_id", DataTypes.StringType).add("score", DataTypes.DoubleType);
            return model(
                    new Popularity(),
                    Map.of(ModelTables.ITEM_SCORES, SharedSpark.session().createDataFrame(rows, schema)));
        }

        private static Model model(Recommender recipe, Map<Table, Dataset<Row>> tables) {
            return new Model("model", recipe, Instant.EPOCH, new TrainingData.Summary(0, 0, ""), tables, List.of());
        }

        private static Dataset<Row> factorRows(Map<String, List<Float>> factors, String id) {
            var rows = factors.entrySet().stream()
                    .map(entry ->
                            RowFactory.create(entry.getKey(), entry.getValue().toArray()))
                    .toList();
            var schema = new StructType()
                    .add(id, DataTypes.StringType)
                    .add("factors", DataTypes.createArrayType(DataTypes.FloatType));
            return SharedSpark.session().createDataFrame(rows, schema);
        }
    }

    private static Dataset<Row> itemIds(List<String> ids) {
        var rows = ids.stream().map(RowFactory::create).toList();
        return SharedSpark.session().createDataFrame(rows, new StructType().add("item_id", DataTypes.StringType));
    }

    /** Ties, seen items, cold users, users without personal lists, items without factors, lists that run short. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void listsEqualTheSlowWay(long seed) {
        var given = new RandomCase(seed);
        var candidates = Candidates.of(itemIds(given.candidates), 100);
        var fallback = FixedOrder.of(given.popularityModel().scorer(), candidates);
        var lists = TopLists.of(candidates, fallback, given.factorModel().scorer())
                .of(given.audience(), N)
                .selectExpr("user_id", "places.item_id")
                .collectAsList();
        assertThat(lists).hasSize(given.seen.size());
        for (var row : lists) {
            assertThat(row.<String>getList(1)).as(row.getString(0)).isEqualTo(given.expected(row.getString(0)));
        }
    }

    @Test
    void moreCandidatesThanAllowedAreRefused() {
        assertThatThrownBy(() -> Candidates.of(itemIds(List.of("a", "b", "c")), 2))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("max-candidates = 2");
        assertThat(Candidates.of(itemIds(List.of("b", "a", "b")), 2).size()).isEqualTo(2);
    }

    @Test
    void aScorerThatKnowsUsersIsNoFallback() {
        var given = new RandomCase(1);
        var candidates = Candidates.of(itemIds(given.candidates), 100);
        var personal = given.factorModel().scorer();
        assertThatThrownBy(() -> FixedOrder.of(personal, candidates)).hasMessageContaining("no one order");
    }
}
