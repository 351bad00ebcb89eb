package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.RecordTables;
import dev.almanac.common.run.RunReport.Ending;
import dev.almanac.common.testing.TestWarehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    private static final Window DAY =
            Schedule.DAILY.windowEnding(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final Window NEXT_DAY =
            Schedule.DAILY.windowEnding(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private TestWarehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = TestWarehouse.in(folder, Visits.TABLES);
    }

    private RunReport run(Window window, long visits) {
        return run(new Visits(), window, visits);
    }

    private RunReport run(Job<Visits.Settings> job, Window window, long visits) {
        var settings = Map.of("visits", new Visits.Settings(visits, "/p"));
        return warehouse.runner(RunObserver.SILENT, settings).run(job, window);
    }

    private List<String> daily() {
        return warehouse.read(Visits.DAILY).orderBy("day", "page").collectAsList().stream()
                .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(3))
                .toList();
    }

    @Test
    void publishesEveryTableAndRecordsTheRun() {
        var report = run(DAY, 5);

        assertThat(report.outcome().ending()).as(report.outcome().message()).isEqualTo(Ending.PUBLISHED);
        assertThat(daily()).containsExactly("2026-11-21 /p0 5", "2026-11-21 /p1 6");
        var records = warehouse.read(RecordTables.JOB_RUNS).orderBy("at").collectAsList();
        assertThat(records).extracting(row -> row.<String>getAs("phase")).containsExactly("started", "ended");
        assertThat(records.get(1).<String>getAs("outcome")).isEqualTo("published");
        List<Row> outputs = records.get(1).getList(records.get(1).fieldIndex("outputs"));
        assertThat(outputs)
                .extracting(row -> row.getString(0))
                .containsExactly("visits_daily", "top_page", "seen_pages");
    }

    /** Who looks at the records alone must not take a long run for a dead one. */
    @Test
    void aRunThatOutlivesItsLeaseSaysThatItIsAlive() {
        var shortLease = warehouse.withLease(Duration.ofMillis(400));
        RunObserver waitsForARenewal = new RunObserver() {
            @Override
            public void passed(Step step) {
                if (step.kind() == Step.Kind.AUDITED) {
                    assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
                        while (phases().stream().noneMatch("renewed"::equals)) {
                            Thread.onSpinWait();
                        }
                    });
                }
            }
        };
        var report = shortLease
                .runner(waitsForARenewal, Map.of("visits", new Visits.Settings(5, "/p")))
                .run(new Visits(), DAY);

        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
        assertThat(phases()).startsWith("started", "renewed").endsWith("ended");
        var renewed =
                warehouse.read(RecordTables.JOB_RUNS).where("phase = 'renewed'").head();
        assertThat(renewed.<Timestamp>getAs("lease_until").toInstant())
                .isEqualTo(renewed.<Timestamp>getAs("at").toInstant().plusMillis(400));
    }

    /** Promise 2: between the commits of two tables, the newest publication still names versions that belong together. */
    @Test
    void whoFollowsPublicationsSeesTheOldGroupUntilTheNewOneIsWhole() {
        run(DAY, 5);
        var seen = new ArrayList<String>();
        RunObserver reader = new RunObserver() {
            @Override
            public void passed(Step step) {
                if (step.kind() == Step.Kind.PUBLISHED || step.kind() == Step.Kind.COMMITTED) {
                    seen.add(step.kind() + " " + visitsInTheNewestPublication());
                }
            }
        };
        warehouse
                .runner(reader, Map.of("visits", new Visits.Settings(70, "/p")))
                .run(new Visits(), DAY);
        assertThat(seen).containsExactly("PUBLISHED 6 6", "PUBLISHED 6 6", "PUBLISHED 6 6", "COMMITTED 71 71");
    }

    /** The most visits of a page, from two tables that must agree. */
    private String visitsInTheNewestPublication() {
        var lake = warehouse.environment().lake();
        var newest = lake.publications().newest(Visits.GROUP.name()).orElseThrow();
        return Stream.of(Visits.DAILY, Visits.TOP)
                .map(table -> lake.tables()
                        .at(table, newest.version(table.name()).orElseThrow().version())
                        .selectExpr("CAST(max(visits) AS STRING)")
                        .head()
                        .getString(0))
                .collect(Collectors.joining(" "));
    }

    private List<String> phases() {
        return warehouse.read(RecordTables.JOB_RUNS).orderBy("at").collectAsList().stream()
                .map(row -> row.<String>getAs("phase"))
                .toList();
    }

    @Test
    void theSameRunTwiceLeavesTheSameRows() {
        run(DAY, 5);
        var first = daily();
        run(DAY, 5);
        assertThat(daily()).isEqualTo(first);
        assertThat(warehouse.read(Visits.SEEN).count()).isEqualTo(2);
    }

    @Test
    void anOldDayRunLateLeavesNewerDaysAndCurrentTablesAsTheyWere() {
        run(new Visits(Visits.DAILY, Visits.TOP), NEXT_DAY, 9);
        var late = run(new Visits(Visits.DAILY, Visits.TOP), DAY, 5);

        assertThat(late.outcome().lineage().outputs()).extracting("table").containsExactly("visits_daily");
        assertThat(daily())
                .containsExactly("2026-11-21 /p0 5", "2026-11-21 /p1 6", "2026-11-22 /p0 9", "2026-11-22 /p1 10");
        assertThat(warehouse.read(Visits.TOP).head().getLong(1)).isEqualTo(10);
    }

    /** What is changed by key belongs together: half of it would be lost for ever, or doubled. */
    @Test
    void anOldDayOfAJobThatChangesRowsByKeyChangesNothing() {
        run(NEXT_DAY, 9);
        var before = daily();
        var late = run(DAY, 5);

        assertThat(late.outcome().ending()).isEqualTo(Ending.SUPERSEDED);
        assertThat(late.exitCode()).isZero();
        assertThat(daily()).isEqualTo(before);
    }

    /** Errors that can pass are tried again, the named number of times and not once more. */
    @Test
    void onlyErrorsThatCanPassAreTriedAgain() {
        assertThat(runFailing(2, new UncheckedIOException(new IOException("disk away"))))
                .as("twice, then it works")
                .isZero();
        assertThat(runFailing(4, new UncheckedIOException(new IOException("disk away"))))
                .as("three retries are too few")
                .isEqualTo(Failure.CAN_PASS.exitCode());
        assertThat(runFailing(1, new IllegalStateException("a bug")))
                .as("no retry would help")
                .isEqualTo(Failure.BUG.exitCode());
        assertThat(runFailing(1, new UncheckedIOException(new FileNotFoundException("visits.csv"))))
                .as("no retry brings a file back")
                .isEqualTo(Failure.INPUT.exitCode());
    }

    private int runFailing(int times, RuntimeException error) {
        var left = new AtomicInteger(times);
        var job = new Job<Visits.Settings>() {
            @Override
            public JobSpec<Visits.Settings> spec() {
                return new Visits().spec();
            }

            @Override
            public Outputs compute(Inputs inputs, Visits.Settings settings, RunContext run) {
                if (left.getAndDecrement() > 0) {
                    throw error;
                }
                return new Visits().compute(inputs, settings, run);
            }
        };
        var threeRetries = new RunEnvironment.Retries(3, Duration.ofMillis(1), Duration.ofMillis(2));
        var settings = Map.of("visits", new Visits.Settings(5, "/p"));
        return warehouse
                .withRetries(threeRetries)
                .runner(RunObserver.SILENT, settings)
                .run(job, DAY)
                .exitCode();
    }

    /** A reader of old versions whose files are gone is told which, and not that Almanac has a bug. */
    @Test
    void aPublishedVersionWhoseLogIsGoneIsNamed() throws IOException {
        run(DAY, 5);
        var log = folder.resolve("test/top_page/_delta_log");
        FileUtils.deleteQuietly(log.resolve("00000000000000000000.json").toFile());
        assertThatThrownBy(() -> warehouse.environment().tables().at(Visits.TOP, 1))
                .isInstanceOfSatisfying(
                        AlmanacException.class, e -> assertThat(e.failure()).isEqualTo(Failure.INPUT))
                .hasMessageContaining("Cannot open table")
                .hasMessageContaining("top_page");
    }

    @Test
    void rowsThatBreakTheContractArePublishedNowhere() {
        run(DAY, 5);
        var bad = run(NEXT_DAY, -7);

        assertThat(bad.exitCode()).isEqualTo(Failure.CONTRACT.exitCode());
        assertThat(bad.outcome().message())
                .contains("some_visits", "visits_daily", "visitor=***")
                .doesNotContain("anna");
        assertThat(daily()).containsExactly("2026-11-21 /p0 5", "2026-11-21 /p1 6");
    }
}
