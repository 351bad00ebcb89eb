package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.Fingerprint;
import dev.almanac.common.lake.RecordTables;
import dev.almanac.common.testing.ChildProcess;
import dev.almanac.common.testing.ChildProcess.Life;
import dev.almanac.common.testing.TestWarehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 3: a run killed anywhere and started again ends with the tables of an undisturbed run. */
@Tag("long")
class KillTest {
    private static final String FIRST = "2026-11-22T00:00:00Z";
    private static final String SECOND = "2026-11-23T00:00:00Z";

    @TempDir
    private static Path afterFirst;

    private static List<Fingerprint> published;
    private static List<Fingerprint> undisturbed;

    @BeforeAll
    static void runUndisturbed(@TempDir Path folder) throws IOException {
        var warehouse = TestWarehouse.in(folder, Visits.TABLES);
        run(warehouse, FIRST, 5);
        published = fingerprints(warehouse);
        FileUtils.copyDirectory(folder.toFile(), afterFirst.toFile());
        run(warehouse, SECOND, 3);
        undisturbed = fingerprints(warehouse);
    }

    static Stream<Step> everyStep() {
        var ofTables = Stream.of(Step.Kind.STAGED, Step.Kind.PUBLISHED)
                .flatMap(kind -> Visits.TABLES.stream().map(table -> new Step(kind, table.name())));
        var ofRun = Stream.of(Step.Kind.values())
                .filter(kind -> kind != Step.Kind.STAGED && kind != Step.Kind.PUBLISHED)
                .map(Step::of);
        return Stream.concat(ofRun, ofTables);
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void aRunKilledAtAnyStepAndStartedAgainConverges(Step step, @TempDir Path folder) throws IOException {
        var warehouse = startAfterFirst(folder);

        boolean reached = ChildProcess.killAtItsMoment(
                Life.SECONDS, KilledVisits.class, folder.toString(), step.kind().name(), step.table(), SECOND, "3");

        assertThat(reached).as("the run got to " + step).isTrue();
        if (step.kind().compareTo(Step.Kind.PUBLISHED) < 0) {
            assertThat(fingerprints(warehouse)).as("nothing was published yet").isEqualTo(published);
        }
        run(warehouse, SECOND, 3);
        assertThat(fingerprints(warehouse)).isEqualTo(undisturbed);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whatADeadRunLeftIsTakenBackEvenWhenAnotherWindowRunsNext(String table, @TempDir Path folder)
            throws IOException {
        var warehouse = startAfterFirst(folder);
        ChildProcess.killAtItsMoment(
                Life.SECONDS,
                KilledVisits.class,
                folder.toString(),
                Step.Kind.PUBLISHED.name(),
                table,
                "2026-11-24T00:00:00Z",
                "77");
        run(warehouse, SECOND, 3);
        assertThat(fingerprints(warehouse)).isEqualTo(undisturbed);
    }

    /** A scheduler that takes a run away politely finds on record that it did, and the next run is not disturbed by it. */
    @Test
    void aRunToldToStopWritesDownItsEnd(@TempDir Path folder) throws IOException, InterruptedException {
        var warehouse = startAfterFirst(folder);
        var child = ChildProcess.start(Life.SECONDS, StoppedVisits.class, folder.toString(), SECOND, "3");

        assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(child.exitValue()).as("ended by the signal").isEqualTo(128 + 15);
        assertThat(fingerprints(warehouse)).as("nothing was published").isEqualTo(published);
        var ends = warehouse
                .read(RecordTables.JOB_RUNS)
                .where("phase = 'ended' AND window_end = TIMESTAMP '2026-11-23'")
                .select("outcome", "exit_code", "message")
                .collectAsList();
        assertThat(ends)
                .singleElement()
                .hasToString("[failed,75,Cannot run visits: the process was told to stop. Run it again.]");
        run(warehouse, SECOND, 3);
        assertThat(fingerprints(warehouse)).isEqualTo(undisturbed);
    }

    static Stream<String> tables() {
        return Stream.of(Visits.SEEN.name());
    }

    private static TestWarehouse startAfterFirst(Path folder) throws IOException {
        FileUtils.copyDirectory(afterFirst.toFile(), folder.toFile());
        return TestWarehouse.in(folder, Visits.TABLES);
    }

    private static void run(TestWarehouse warehouse, String at, long visits) {
        Window window = Schedule.DAILY.windowEnding(Instant.parse(at), ZoneOffset.UTC);
        var settings = Map.of("visits", new Visits.Settings(visits, "/p"));
        var report = warehouse.runner(RunObserver.SILENT, settings).run(new Visits(), window);
        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
    }

    private static List<Fingerprint> fingerprints(TestWarehouse warehouse) {
        return Visits.TABLES.stream()
                .map(table -> Fingerprint.of(table, warehouse.read(table)))
                .toList();
    }
}
