package dev.almanac.benchmarks.ml100k;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.benchmarks.Shell;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.job.Progress;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.neighbours.ItemNeighbours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ml100kTest {
    /** The files may not be passed on: they lie where the variable says, or beside the checkout. */
    private static final Path DATA = Optional.ofNullable(System.getenv("ALMANAC_ML100K"))
            .map(Path::of)
            .orElseGet(() -> Shell.ROOT.resolve("../shared/data/ml-100k"));

    /** The first numbers of {@code numpy.random.seed(42); numpy.random.rand(3)}. */
    @Test
    void drawsTheNumbersOfNumpy() {
        var random = new NumpyRandom(42);
        assertThat(random.next()).isEqualTo(0.3745401188473625);
        assertThat(random.next()).isEqualTo(0.9507143064099162);
        assertThat(random.next()).isEqualTo(0.7319939418114051);
    }

    private static Rating rating(String user, String item) {
        return new Rating(user, item, 3, Instant.EPOCH);
    }

    @Test
    void threeQuartersOfEachItemAreForTraining() {
        var ratings = new ArrayList<Rating>();
        for (int user = 0; user < 8; user++) {
            ratings.add(rating("u" + user, "eight"));
        }
        ratings.add(rating("u0", "one"));
        var split = Split.byItem(ratings, 42);
        assertThat(split.train()).hasSize(6).allMatch(rating -> rating.item().equals("eight"));
        assertThat(split.test()).hasSize(3).contains(rating("u0", "one"));
    }

    /** Ann rates the first of two dozen items first, bob the last of them. */
    @Test
    void everyWayKeepsWhatItSaysFromTraining() {
        var ratings = new ArrayList<Rating>();
        for (int item = 0; item < 24; item++) {
            ratings.add(new Rating("ann", "i" + item, 3, Instant.ofEpochSecond(item)));
            ratings.add(new Rating("bob", "i" + item, 3, Instant.ofEpochSecond(100 - item)));
        }
        for (var way : Way.values()) {
            var split = way.split(SharedSpark.session(), ratings);
            assertThat(split.train()).as("%s", way).doesNotContainAnyElementsOf(split.test());
            assertThat(split.train().size() + split.test().size()).isEqualTo(ratings.size());
            var tested = split.test().stream().collect(groupingBy(Rating::user, counting()));
            switch (way) {
                case ITEM ->
                    assertThat(tested.values().stream().mapToLong(n -> n).sum()).isEqualTo(24);
                case USER -> assertThat(tested).containsOnly(entry("ann", 6L), entry("bob", 6L));
                case LAST_N -> {
                    assertThat(tested).containsOnly(entry("ann", 10L), entry("bob", 10L));
                    assertThat(split.test()).contains(ratings.get(46), ratings.get(1));
                }
                case TIME ->
                    assertThat(split.test())
                            .hasSize(12)
                            .allSatisfy(rating -> assertThat(rating.at()).isAfter(Instant.ofEpochSecond(88)));
            }
        }
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path empty) {
        assertThatThrownBy(() -> Rating.read(empty))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("u.data")
                .hasMessageContaining("--data");
    }

    /** The form of the JSON file, on a handful of made-up ratings. */
    @Test
    void writesRowsAndPublishedRows(@TempDir Path directory) throws IOException {
        SharedSpark.session();
        var lines = new ArrayList<String>();
        for (int user = 0; user < 20; user++) {
            for (int item = 0; item < 8; item++) {
                lines.add("%d\t%d\t3\t0".formatted(user, (user * 3 + item * item) % 20));
            }
        }
        Files.write(directory.resolve("u.data"), lines);
        var file = directory.resolve("result.json");
        var out = run(directory, "--data", directory.toString(), "--json", file.toString(), "--seeds", "1");
        var json = new ObjectMapper().readTree(file.toFile());
        var row = json.get("rows").get(1);
        assertThat(row.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "algorithm",
                        "seed",
                        "parameters",
                        "map@10",
                        "ndcg@10",
                        "precision@10",
                        "recall@10",
                        "train_seconds",
                        "score_seconds");
        assertThat(json.get("published")).hasSize(6);
        assertThat(json.get("published").get(5).get("ndcg@10").asDouble()).isEqualTo(.475077);
        assertThat(out).contains("popularity", "implicit-als, seed 1", "BiVAE (published)");
    }

    /** That the protocol is right, and that the model is what it should be. */
    @Test
    @Tag("long")
    void popularityAndAlsAreWhereTheyShouldBe(@TempDir Path directory) throws IOException {
        assumeTheFilesAreThere();
        SharedSpark.session();
        var file = directory.resolve("result.json");
        run(directory, "--data", DATA.toString(), "--json", file.toString());
        var rows = StreamSupport.stream(
                        new ObjectMapper().readTree(file.toFile()).get("rows").spliterator(), false)
                .toList();
        assertThat(rows.get(0).get("ndcg@10").asDouble()).isCloseTo(0.25, within(0.01));
        assertThat(rows.subList(1, 6).stream()
                        .mapToDouble(row -> row.get("ndcg@10").asDouble())
                        .average()
                        .orElseThrow())
                .isGreaterThan(0.45);
    }

    /** The settings are those that {@code --trials 24} finds inside the training part (docs/benchmarks.md). */
    @Test
    @Tag("long")
    void whatTheSearchFindsIsAboveThePublishedRows() {
        assumeTheFilesAreThere();
        var als = new ImplicitAls(25, 12, 1.0374, 0.0571, 4);
        var blend = new Blend(List.of(
                new Blend.Ingredient("implicit-als", als, 0.49),
                new Blend.Ingredient("item-neighbours", new ItemNeighbours(0.3705, 175, 200), 0.51)));
        var benchmark = new Benchmark(SharedSpark.session(), Rating.read(DATA), Way.ITEM, Progress.SILENT);
        var result = benchmark.run(List.of(als, blend), List.of(1L, 2L, 3L, 4L, 5L));
        var means = result.rows().stream()
                .collect(groupingBy(
                        Result.Line::algorithm,
                        averagingDouble(line -> line.score().ndcg())));
        assertThat(means.get("implicit-als")).isGreaterThanOrEqualTo(0.47);
        assertThat(means.get("blend")).isGreaterThanOrEqualTo(0.48);
    }

    private static void assumeTheFilesAreThere() {
        assumeThat(DATA.resolve("u.data"))
                .as("ALMANAC_ML100K names the folder with u.data")
                .exists();
    }

    private static String run(Path folder, String... arguments) {
        var logs = "logging.directory=" + folder.resolve("logs");
        var line = Stream.of(List.of("benchmark", "ml-100k", "--set", logs), List.of(arguments))
                .flatMap(List::stream);
        return Shell.succeed(line.toArray(String[]::new)).out();
    }
}
