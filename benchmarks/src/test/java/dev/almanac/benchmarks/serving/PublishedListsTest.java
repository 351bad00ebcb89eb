package dev.almanac.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.benchmarks.Shell;
import dev.almanac.benchmarks.serving.PublishedLists.Place;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.Step;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.common.testing.TestWarehouse;
import dev.almanac.jobs.tables.Groups;
import dev.almanac.jobs.tables.RecommendationTables;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.util.Utils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/serving.md promises to a reader without Spark, over publications of the real runner. */
class PublishedListsTest {
    private static final int USERS = 200;
    private static final int MANY_USERS = 20_000;
    private static final int PLACES = 3;
    private static final String USER = "user-17";
    private static final Instant FIRST_NIGHT = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    private static Path shared;

    /** With one publication, which is only read. */
    private static TestWarehouse published;

    @BeforeAll
    static void publishOnce() {
        published = TestWarehouse.in(shared, ServingTimes.TABLES);
        var size = new GeneratedLists.Settings(MANY_USERS, PLACES, 1);
        SharedSpark.compiling(() -> publish(published, size, RunObserver.SILENT));
    }

    private static RunReport publish(TestWarehouse warehouse, int edition, RunObserver observer) {
        return publish(warehouse, new GeneratedLists.Settings(USERS, PLACES, edition), observer);
    }

    private static RunReport publish(TestWarehouse warehouse, GeneratedLists.Settings size, RunObserver observer) {
        var settings = Map.of("recommend", size);
        int edition = size.edition();
        var window = Schedule.DAILY.windowEnding(FIRST_NIGHT.plus(Duration.ofDays(edition)), ZoneOffset.UTC);
        var report = warehouse.runner(observer, settings).run(new GeneratedLists(), window);
        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
        return report;
    }

    private static PublishedLists lists(TestWarehouse warehouse) {
        return new PublishedLists(new Configuration(false), domain(warehouse));
    }

    private static PublishedLists polled() {
        var lists = lists(published);
        lists.poll();
        return lists;
    }

    private static String domain(TestWarehouse warehouse) {
        return warehouse.environment().warehouse().home().toString();
    }

    /** The edition of both tables, which must be of one publication, as a reader finds it; and which list is served. */
    private static String editions(PublishedLists reader) {
        var own = reader.listOf(GeneratedLists.RECOMMENDER, USER);
        var popular = reader.listOf(GeneratedLists.RECOMMENDER, "nobody");
        assertThat(own.personal()).isTrue();
        assertThat(popular.personal()).isFalse();
        return edition(own.places()) + " " + edition(popular.places());
    }

    private static String edition(List<Place> places) {
        assertThat(places).extracting(Place::rank).containsExactly(1, 2, 3);
        var editions = places.stream()
                .map(place -> place.itemId().split("-", -1)[1])
                .distinct()
                .toList();
        assertThat(editions).hasSize(1);
        return editions.get(0);
    }

    private static String editionOfTheNewestVersion(TestWarehouse warehouse, Table table) {
        return warehouse
                .read(table)
                .selectExpr("max(split(item_id, '-')[1])")
                .as(Encoders.STRING())
                .head();
    }

    /** Promise 2, without Spark: neither half a table nor tables of two runs, whenever one looks. */
    @Test
    void aReaderStaysAtItsPublicationUntilTheNextOneIsWhole(@TempDir Path folder) {
        var warehouse = TestWarehouse.in(folder, ServingTimes.TABLES);
        var first = publish(warehouse, 1, RunObserver.SILENT);
        var lists = lists(warehouse);
        assertThat(lists.poll()).isTrue();
        var seen = new ArrayList<String>();
        RunObserver reader = new RunObserver() {
            @Override
            public void passed(Step step) {
                if (step.kind() == Step.Kind.PUBLISHED || step.kind() == Step.Kind.COMMITTED) {
                    seen.add("%s %s: newest %s %s, polled %s, read %s"
                            .formatted(
                                    step.kind(),
                                    step.table(),
                                    editionOfTheNewestVersion(warehouse, RecommendationTables.RECOMMENDATIONS),
                                    editionOfTheNewestVersion(warehouse, RecommendationTables.POPULAR_ITEMS),
                                    lists.poll(),
                                    editions(lists)));
                }
            }
        };
        var idle = lists(warehouse);
        idle.poll();

        publish(warehouse, 2, reader);

        assertThat(seen)
                .containsExactly(
                        "PUBLISHED recommendations_v1: newest 2 1, polled false, read 1 1",
                        "PUBLISHED popular_items_v1: newest 2 2, polled false, read 1 1",
                        "COMMITTED : newest 2 2, polled true, read 2 2");
        assertThat(editions(idle)).as("who does not poll").isEqualTo("1 1");
        assertThat(lists.poll()).as("polling again").isFalse();

        warehouse
                .control(Clock.systemUTC())
                .rollback(Groups.RECOMMENDATIONS.name(), ServingTimes.TABLES, first.runId());

        assertThat(editions(lists)).as("after a rollback, before a poll").isEqualTo("2 2");
        assertThat(lists.poll()).isTrue();
        assertThat(editions(lists)).as("after a rollback").isEqualTo("1 1");
        warehouse.control(Clock.systemUTC()).release(Groups.RECOMMENDATIONS.name());
        assertThat(lists.poll()).as("a release is a row, too").isTrue();
        assertThat(editions(lists)).as("after a release").isEqualTo("1 1");
    }

    /** Every place of the list, and how long it may be served. */
    @Test
    void aUsersListIsTheOneThatSparkReads() {
        var served = polled().listOf(GeneratedLists.RECOMMENDER, USER);

        var bySpark = published
                .read(RecommendationTables.RECOMMENDATIONS)
                .where("user_id = '" + USER + "'")
                .orderBy("rank")
                .select("item_id")
                .as(Encoders.STRING())
                .collectAsList();
        assertThat(served.places()).extracting(Place::itemId).isEqualTo(bySpark);
        var end = FIRST_NIGHT.plus(Duration.ofDays(1)).plus(Duration.ofHours(36));
        assertThat(served.places()).extracting(Place::validUntil).containsOnly(end);
        assertThat(served.isFresh(end.minusSeconds(1))).isTrue();
        assertThat(served.isFresh(end)).isFalse();
    }

    @Test
    void whoIsUnknownGetsWhatIsPopularAndAnUnknownRecommenderNothing() {
        var lists = polled();
        assertThat(lists.listOf(GeneratedLists.RECOMMENDER, "nobody").places())
                .extracting(Place::itemId)
                .containsExactly("popular-1-1", "popular-1-2", "popular-1-3");
        assertThat(lists.listOf("unheard-of", USER).places()).isEmpty();
    }

    @Test
    void beforeTheFirstPublicationThereIsNothingToServe(@TempDir Path empty) {
        var lists = new PublishedLists(new Configuration(false), empty.toString());
        assertThat(lists.poll()).isFalse();
        assertThatThrownBy(() -> lists.listOf(GeneratedLists.RECOMMENDER, USER))
                .hasMessageContaining("no publication was found yet");
    }

    /** A reader that computes another bucket finds no list at all. */
    @Test
    void theBucketIsSparks() {
        var ids = List.of("", "u", "user-17", "4711", "zoë@example.org", "利用者");
        var buckets = SharedSpark.session()
                .createDataset(ids, Encoders.STRING())
                .selectExpr("CAST(crc32(CAST(value AS BINARY)) % 64 AS INT)")
                .as(Encoders.INT())
                .collectAsList();
        assertThat(ids.stream().map(PublishedLists::bucket)).isEqualTo(buckets);
    }

    /** What makes a point read cheap: files and, in them, row groups are told apart by their bounds of user_bucket. */
    @Test
    void aReadSkipsFilesAndRowGroupsThatCannotHoldTheUser() throws IOException {
        var everyone = new Predicate(">=", new Column("user_bucket"), Literal.ofInt(0));
        var files = files(everyone);
        var ofUser = new Predicate("=", new Column("user_bucket"), Literal.ofInt(PublishedLists.bucket(USER)));
        assertThat(files(ofUser)).hasSizeBetween(1, files.size() - 1);
        for (var file : files) {
            var input = HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file), new Configuration(false));
            try (var parquet = ParquetFileReader.open(input)) {
                assertThat(parquet.getRowGroups())
                        .hasSizeGreaterThan(1)
                        .allSatisfy(group -> assertThat(group.getRowCount()).isLessThanOrEqualTo(10_000));
            }
        }
    }

    private static List<String> files(Predicate filter) throws IOException {
        var engine = DefaultEngine.create(new Configuration(false));
        var table = io.delta.kernel.Table.forPath(engine, domain(published) + "/recommendations_v1");
        var scan = table.getLatestSnapshot(engine)
                .getScanBuilder()
                .withFilter(filter)
                .build();
        var files = new ArrayList<String>();
        try (var rows = Utils.intoRows(scan.getScanFiles(engine))) {
            rows.forEachRemaining(file ->
                    files.add(InternalScanFileUtils.getAddFileStatus(file).getPath()));
        }
        return files;
    }

    @Test
    void theBenchmarkTimesWhatThePageShows(@TempDir Path work) throws IOException {
        SharedSpark.session();
        var file = work.resolve("serving.json");
        var shell = Shell.succeed(
                "benchmark",
                "serving",
                "--users=40",
                "--top=3",
                "--reads=2",
                "--json=" + file,
                "--set=logging.directory=" + work.resolve("logs"));
        var figures = new ObjectMapper().readTree(file.toFile()).get("figures");
        assertThat(figures.get("rows").asInt()).isEqualTo(120);
        assertThat(figures.get("times").get("a user's list").get("median").asDouble())
                .isPositive();
        assertThat(shell.out()).contains("120 rows", "poll that finds nothing new", "without user_bucket");
    }
}
