package dev.almanac.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Group;
import dev.almanac.common.lake.Fingerprint;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.Step;
import dev.almanac.common.testing.ChildProcess;
import dev.almanac.common.testing.ChildProcess.Life;
import dev.almanac.jobs.tables.Groups;
import dev.almanac.jobs.tables.RecommendationTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real jobs killed with SIGKILL, or run at the same time, end with the tables of an undisturbed night. */
@Tag("long")
class NightKillTest {
    /** Midnight in the domain's zone. */
    static final String AT = "2026-07-31T23:00:00Z";

    private static final String SEARCH = "search-hyperparameters";

    /** Midnight after a week in the domain's zone. */
    private static final String MONDAY = "2026-08-02T23:00:00Z";

    private static final String A_MONTH_LATER = "2026-08-31T23:00:00Z";
    private static final String A_MONTH_EARLIER = "2026-06-30T23:00:00Z";

    private static List<Fingerprint> undisturbed;

    @TempDir
    private static Path ingested;

    @TempDir
    private static Path recommended;

    /** Three months of the sample's users, items and uses, and the first of its recipes. */
    static Night small(Path warehouse) {
        return small(warehouse.toString());
    }

    static Night small(String warehouse, String... more) {
        var sources = Stream.of("preferences", "skill-checks", "assignments", "suggestions", "responses")
                .map("jobs.ingest.sources.%s=null"::formatted);
        var recipes = Stream.of("together", "words", "all")
                .map("jobs.recommend.recommenders.training-content.recipes.%s=null"::formatted);
        return Night.of(
                "poker-training",
                warehouse,
                Stream.of(sources, recipes, Stream.of(more))
                        .flatMap(settings -> settings)
                        .toArray(String[]::new));
    }

    @BeforeAll
    static void runUndisturbed(@TempDir Path folder) throws Exception {
        var night = small(folder);
        succeeds(night.run("ingest", AT));
        FileUtils.copyDirectory(folder.toFile(), ingested.toFile());
        succeeds(night.run("recommend", AT));
        undisturbed = night.fingerprints();
        FileUtils.copyDirectory(folder.toFile(), recommended.toFile());
    }

    /** One moment of each kind in each job; every step of a run with one table of each kind is in KillTest of common. */
    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of("ingest", Step.Kind.STAGED, "events"),
                Arguments.of("ingest", Step.Kind.PUBLISHED, "users"),
                Arguments.of("recommend", Step.Kind.PUBLISHED, "model_registry"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aJobKilledAtAStepAndStartedAgainConverges(String job, Step.Kind kind, String table, @TempDir Path folder)
            throws Exception {
        if (!job.equals("ingest")) {
            startFrom(ingested, folder);
        }
        boolean reached = ChildProcess.killAtItsMoment(
                Life.A_MINUTE, KilledNight.class, folder.toString(), job, AT, kind.name(), table);
        assertThat(reached).as("the run got to " + kind + " " + table).isTrue();

        var night = small(folder);
        succeeds(night.run(job, AT));
        var group = job.equals("ingest") ? Groups.CLEAN : Groups.RECOMMENDATIONS;
        assertThat(of(group, night))
                .isNotEmpty()
                .allSatisfy(print -> assertThat(undisturbed).contains(print));
    }

    /** Trials that were finished are not made again: they are what a killed search leaves behind. */
    @Test
    void aKilledSearchGoesOnAfterItsLastTrial(@TempDir Path whole, @TempDir Path killed) throws Exception {
        startFrom(ingested, whole);
        succeeds(small(whole).run(SEARCH, MONDAY));
        startFrom(ingested, killed);
        boolean reached = ChildProcess.killAtItsMoment(
                Life.A_MINUTE, KilledNight.class, killed.toString(), SEARCH, MONDAY, KilledNight.DOING, "trial 3 of");
        assertThat(reached).isTrue();
        try (var left = Files.walk(killed.resolve("poker-training/_remembered"))) {
            assertThat(left.filter(path -> path.endsWith("_SUCCESS"))
                            .map(path -> path.getParent().getFileName().toString())
                            .filter(name -> name.contains("trial")))
                    .containsExactlyInAnyOrder("training-content-trial-1", "training-content-trial-2");
        }

        succeeds(small(killed).run(SEARCH, MONDAY));
        assertThat(of(Groups.SEARCH, small(killed))).isEqualTo(of(Groups.SEARCH, small(whole)));
    }

    /** As an operator does who mends yesterday: today's lists and the other days stay. */
    @Test
    void aBackfillOfAnOldDayLeavesNewerDaysAndCurrentTablesAsTheyWere(@TempDir Path folder) throws Exception {
        startFrom(recommended, folder);
        var late = small(folder).run("recommend", A_MONTH_EARLIER);

        succeeds(late);
        assertThat(late.outcome().lineage().outputs())
                .extracting(output -> output.table())
                .contains("model_registry", "model_metrics")
                .doesNotContain("recommendations_v1", "popular_items_v1");
        var night = small(folder);
        assertThat(undisturbed)
                .contains(
                        Fingerprint.of(
                                RecommendationTables.RECOMMENDATIONS, night.read(RecommendationTables.RECOMMENDATIONS)),
                        Fingerprint.of(
                                RecommendationTables.MODEL_REGISTRY,
                                night.read(RecommendationTables.MODEL_REGISTRY)
                                        .where("logical_date = DATE '2026-07-31'")));
        assertThat(small(folder).run("ingest", A_MONTH_EARLIER).outcome().ending())
                .isEqualTo(RunReport.Ending.SUPERSEDED);
    }

    /** A second daily run finds the lease taken; the hourly one writes another group. */
    @Test
    void anotherRunDuringADailyOneDisturbsNeither(@TempDir Path alone, @TempDir Path together) throws Exception {
        startFrom(ingested, alone);
        succeeds(small(alone).run("ingest", A_MONTH_LATER));
        startFrom(ingested, together);
        var hourly = new AtomicReference<CompletableFuture<RunReport>>();
        var second = new AtomicReference<RunReport>();
        var daily = small(together).run("recommend", AT, atPinned(() -> {
            second.set(small(together).run("recommend", AT));
            hourly.set(CompletableFuture.supplyAsync(() -> small(together).run("ingest", A_MONTH_LATER)));
        }));
        succeeds(daily);
        succeeds(hourly.get().get());
        assertThat(second.get().exitCode()).isEqualTo(75);
        assertThat(second.get().outcome().message()).contains("holds its lease", daily.runId());

        assertThat(of(Groups.CLEAN, small(together))).isEqualTo(of(Groups.CLEAN, small(alone)));
        var lists = Fingerprint.of(
                RecommendationTables.RECOMMENDATIONS, small(together).read(RecommendationTables.RECOMMENDATIONS));
        assertThat(undisturbed).contains(lists);
    }

    private static RunObserver atPinned(Runnable other) {
        return new RunObserver() {
            @Override
            public void passed(Step step) {
                if (step.kind() == Step.Kind.PINNED) {
                    other.run();
                }
            }
        };
    }

    private static List<Fingerprint> of(Group group, Night night) {
        return Tables.ALL.stream()
                .filter(table -> table.group().equals(group))
                .map(table -> Fingerprint.of(table, night.read(table)))
                .toList();
    }

    private static void startFrom(Path before, Path folder) throws Exception {
        FileUtils.copyDirectory(before.toFile(), folder.toFile());
    }

    private static void succeeds(RunReport report) {
        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
    }
}
