package dev.almanac.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.samples.GenerateRequest.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator promises every domain, on one that differs from the sample domains in shape. */
class SampleGeneratorTest {
    private static final Path CONF = Generated.ROOT.resolve("jobs/src/test/resources/samples");
    private static final Size SIZE = new Size(40, 400, 900);

    @TempDir
    static Path folder;

    private static Generated once;

    @BeforeAll
    static void generate() {
        once = partitioned(1, 7, "once", true);
    }

    /**
     * Protects reproducibility: how the work is spread must not show in a single byte. Also that another seed gives
     * other rows, that the truth is not given away unasked, and that a run replaces what an earlier one left, but no
     * one else's files.
     */
    @Test
    void bytesFollowFromTheRequestAlone() throws IOException {
        Path out = folder.resolve("again");
        Files.createDirectories(out.resolve("posts"));
        Files.writeString(out.resolve("posts/posts-2020-01-01T0000Z.jsonl.gz"), "left by a run of another calendar");
        Generated other = partitioned(2, 8, "again", false);
        assertThat(other.lines("reactions")).hasSize(675).doesNotContainAnyElementsOf(once.lines("reactions"));
        assertThat(other.bytes().keySet()).noneMatch(file -> file.startsWith("_"));

        Files.writeString(out.resolve("README.md"), "mine");
        var again = partitioned(7, 7, "again", true).bytes();
        assertThat(again.remove("README.md")).isNotNull();
        assertThat(again).isEqualTo(once.bytes());
    }

    /** Counts are split over kinds and activities by their shares and add up to what was asked. */
    @Test
    void countsAddUp() {
        assertThat(once.truth("items-posts")).hasSize(300);
        assertThat(once.truth("items-rooms")).hasSize(100);
        assertThat(once.fields("reactions")).hasSize(675);
        assertThat(once.fields("follows")).hasSize(225);
    }

    /** Where ends are known from the start, nothing is used outside its life, and chains go through their steps. */
    @Test
    void shortLivedItemsAreUsedInTheirLife() {
        assertThat(once.fields("reactions")).allSatisfy(fields -> {
            assertThat(fields.get(5)).isGreaterThanOrEqualTo(fields.get(6));
            if (fields.get(3).equals("0")) {
                assertThat(fields.get(4)).isEqualTo("seen");
                assertThat(fields.get(5)).isLessThan(fields.get(7));
            }
        });
        assertThat(once.fields("reactions").stream().map(fields -> fields.get(4)))
                .contains("seen", "liked", "shared", "answered");
    }

    /** With a half-life of half a day most of what is used is young, although posts live for a week. */
    @Test
    void youngItemsArePreferred() {
        long young = once.fields("reactions").stream()
                .filter(fields -> hours(fields.get(6), fields.get(5)) < 36)
                .count();
        assertThat(young).isGreaterThan(450);
    }

    /** People can be what people choose, but nobody chooses themselves. */
    @Test
    void peopleFollowOthers() {
        assertThat(once.fields("follows"))
                .allSatisfy(fields -> assertThat(fields.get(0)).isNotEqualTo(fields.get(1)));
    }

    /** Authors had joined, mostly write of what they care for most, and do not react to their own posts. */
    @Test
    void ownedItemsAreOfPeopleWhoWereThere() {
        Map<String, String> dearest = once.truth("interests").stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("user_id").asText(),
                        Collectors.collectingAndThen(
                                Collectors.maxBy(Comparator.comparingDouble(
                                        (JsonNode row) -> row.get("interest").asDouble())),
                                row -> row.orElseThrow().get("topic").asText())));
        List<JsonNode> posts = once.objects("posts");
        assertThat(posts)
                .allSatisfy(post -> assertThat(post.get("joined").asText())
                        .isLessThanOrEqualTo(post.get("from").asText()));
        assertThat(posts.stream()
                        .filter(post -> dearest.get(post.get("author").asText())
                                .equals(post.get("topic").asText())))
                .hasSizeGreaterThan(posts.size() / 2);
        assertThat(posts.stream().map(post -> post.get("author").asText()).distinct())
                .hasSizeGreaterThan(20);
        assertThat(once.fields("reactions"))
                .allSatisfy(fields -> assertThat(fields.get(0)).isNotEqualTo(fields.get(9)));
    }

    @Test
    void itemsThatNobodyCouldOwnAreNamed() {
        assertFails(plan -> plan.replace("existing = 0.5, changes", "existing = 0, changes"))
                .hasMessageContaining("people had joined on 2026-0");
    }

    /** Templates are filled with words of the row's own topic. */
    @Test
    void textsFitTheirTopic() {
        assertThat(once.objects("posts").stream().map(post -> post.get("text").asText()))
                .isNotEmpty()
                .allMatch(
                        text -> text.matches(
                                "Look at this (drawing|statue)|Listen to this song|Who else likes this song\\?|What a (match|race)!"));
    }

    @Test
    void aSlotWithoutAColumnIsNamed() {
        assertFails(plan -> plan.replace("subject { pick = subjects, by = topic }", ""))
                .hasMessageContaining("draw 'text' of items posts")
                .hasMessageContaining("[subject]");
    }

    @Test
    void aMissingWordListIsNamed() {
        assertFails(plan -> plan.replace("pick = subjects", "pick = themes"))
                .hasMessageContaining("word list 'themes'")
                .hasMessageContaining("subjects");
    }

    @Test
    void unknownRowsAreNamed() {
        assertFails(plan -> plan.replace("rows = items/posts", "rows = items/songs"))
                .hasMessageContaining("source 'posts'")
                .hasMessageContaining("items/songs");
        assertThat(folder.resolve("failed")).doesNotExist();
    }

    /** Nothing to use is a fault of the plan, said with the day, and not an endless search or a failed Spark job. */
    @Test
    void aDayWithoutItemsIsNamed() {
        var request = new GenerateRequest(
                CONF, "feed", new Size(5, 2, 50), 1, folder.resolve("empty").toString(), false);
        assertThatThrownBy(() -> Generated.with(SharedSpark.session(), request))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("none of 2 items is there on 2026-");
    }

    private static AbstractThrowableAssert<?, ?> assertFails(UnaryOperator<String> change) {
        try {
            Path conf = Files.createTempDirectory(folder, "conf");
            Path feed = conf.resolve("domains/feed");
            Files.createDirectories(feed.resolve("words"));
            Path original = CONF.resolve("domains");
            Files.copy(original.resolve("feed.conf"), conf.resolve("domains/feed.conf"));
            for (String list : List.of("posts.txt", "subjects.txt")) {
                Files.copy(
                        original.resolve("feed/words").resolve(list),
                        feed.resolve("words").resolve(list));
            }
            String plan = Files.readString(original.resolve("feed/generator.conf"));
            assertThat(change.apply(plan)).isNotEqualTo(plan);
            Files.writeString(feed.resolve("generator.conf"), change.apply(plan));
            return assertThatThrownBy(() -> Generated.into(folder.resolve("failed"), conf, "feed", SIZE, 1))
                    .isInstanceOfSatisfying(
                            AlmanacException.class,
                            failed -> assertThat(failed.failure()).isEqualTo(Failure.CONFIG));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Generated partitioned(int partitions, long seed, String name, boolean withTruth) {
        SparkSession spark = SharedSpark.session().newSession();
        spark.conf().set("spark.sql.leafNodeDefaultParallelism", partitions);
        spark.conf().set("spark.sql.shuffle.partitions", partitions);
        return Generated.with(
                spark,
                new GenerateRequest(
                        CONF, "feed", SIZE, seed, folder.resolve(name).toString(), withTruth));
    }

    private static long hours(String from, String to) {
        return Duration.between(
                        Timestamp.valueOf(from).toInstant(),
                        Timestamp.valueOf(to).toInstant())
                .toHours();
    }
}
