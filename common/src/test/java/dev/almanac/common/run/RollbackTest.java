package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.Fingerprint;
import dev.almanac.common.run.RunReport.Ending;
import dev.almanac.common.testing.TestWarehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTest {
    @TempDir
    private Path folder;

    private TestWarehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = TestWarehouse.in(folder, Visits.TABLES);
    }

    private RunReport run(int day, long visits) {
        return run(new Visits(), day, visits);
    }

    private RunReport run(Visits job, int day, long visits) {
        Window window =
                Schedule.DAILY.windowEnding(Instant.parse("2026-11-%02dT00:00:00Z".formatted(day)), ZoneOffset.UTC);
        var settings = Map.of("visits", new Visits.Settings(visits, "/p"));
        return warehouse.runner(RunObserver.SILENT, settings).run(job, window);
    }

    private List<Fingerprint> fingerprints() {
        return Visits.TABLES.stream()
                .map(table -> Fingerprint.of(table, warehouse.read(table)))
                .toList();
    }

    @Test
    void rollbackTakesBackTheLaterRunsAndHoldsTheGroupUntilItIsReleased() {
        var good = run(21, 5);
        var before = fingerprints();
        run(22, 50);
        var bad = run(23, 500);

        var undone = warehouse.control(Clock.systemUTC()).rollback("visits", Visits.TABLES, good.runId());

        assertThat(undone.runs()).hasSize(2).contains(bad.runId());
        assertThat(fingerprints()).isEqualTo(before);
        assertThat(topAsSeenBefore("2026-11-24T00:00:00Z"))
                .as("a job that reads its earlier output does not see the undone runs")
                .isEqualTo(topAsSeenBefore("2026-11-22T00:00:00Z"))
                .isEqualTo(6);
        var held = run(23, 7);
        assertThat(held.outcome().ending()).isEqualTo(Ending.REFUSED);
        assertThat(held.exitCode()).isEqualTo(5);
        assertThat(held.outcome().message()).contains("Run 'almanac release visits --domain test'");
        assertThat(fingerprints()).as("a held group stays as it is").isEqualTo(before);

        assertThat(warehouse.control(Clock.systemUTC()).release("visits")).isTrue();
        assertThat(warehouse.control(Clock.systemUTC()).release("visits")).isFalse();
        assertThat(run(22, 7).succeeded()).isTrue();
        assertThat(warehouse.read(Visits.TOP).head().getLong(1)).isEqualTo(8);
    }

    private long topAsSeenBefore(String moment) {
        var version = warehouse
                .environment()
                .lake()
                .publications()
                .before(List.of(Visits.TOP), Instant.parse(moment))
                .get(0);
        return warehouse
                .environment()
                .tables()
                .at(Visits.TOP, version.version())
                .head()
                .getLong(1);
    }

    @Test
    void rollingBackALateBackfillLeavesTheDaysAroundIt() {
        run(21, 5);
        var newest = run(23, 6);
        var before = fingerprints();
        run(new Visits(Visits.DAILY, Visits.TOP), 22, 99);
        assertThat(fingerprints()).isNotEqualTo(before);

        warehouse.control(Clock.systemUTC()).rollback("visits", Visits.TABLES, newest.runId());

        assertThat(fingerprints()).isEqualTo(before);
    }

    @Test
    void rollbackRefusesWhatItCannotKeepItsPromiseFor() {
        var first = run(21, 5);
        var second = run(22, 6);

        assertThatThrownBy(
                        () -> warehouse.control(Clock.systemUTC()).rollback("visits", Visits.TABLES, "visits.nonsense"))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("no such run")
                .hasMessageContaining(second.runId());
        assertThatThrownBy(() -> warehouse.control(Clock.systemUTC()).rollback("visits", Visits.TABLES, second.runId()))
                .hasMessageContaining("is its newest publication");
        var muchLater = Clock.offset(Clock.systemUTC(), Duration.ofDays(15));
        assertThatThrownBy(() -> warehouse.control(muchLater).rollback("visits", Visits.TABLES, first.runId()))
                .hasMessageContaining("14 days only");
    }
}
