package dev.almanac.jobs.maintenance;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.date;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Effects;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.DeltaMaintenance;
import dev.almanac.common.lake.GroupControl;
import dev.almanac.common.lake.Lease;
import dev.almanac.common.lake.TableMaintenance;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunReport.Ending;
import dev.almanac.common.run.Runner;
import dev.almanac.common.testing.TestWarehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainTablesTest {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Window WEEK =
            Schedule.WEEKLY.windowEnding(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);

    private static final Table TOTALS = Table.named("totals")
            .purpose("Totals.")
            .grain("one row per day")
            .columns(
                    date("day").required().comment("The day."),
                    bigint("total").required().comment("The total."))
            .key("day")
            .replaceWindow("day")
            .group(new Group("totals", "For tests."))
            .owner("totals")
            .freshWithin(Duration.ofDays(2))
            .declare();

    @TempDir
    private Path folder;

    /** A day's total, always 7. */
    private static final class Totals implements Job<Totals.Settings> {
        record Settings() {}

        @Override
        public JobSpec<Settings> spec() {
            return JobSpec.daily("totals", "Counts.", Settings.class).writes(TOTALS);
        }

        @Override
        public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
            var day = run.window().days(run.zone()).get(0).toString();
            return Outputs.of(
                    TOTALS, run.spark().range(1).select(lit(day).cast("date").as("day"), lit(7L).as("total")));
        }
    }

    private static MaintainTables.Settings settings(Optional<Duration> retention) {
        return new MaintainTables.Settings(100_000, 1_000_000, 2, retention);
    }

    private TestWarehouse warehouse() {
        var lake = TestWarehouse.in(folder, List.of(TOTALS)).environment().lake();
        var limits = new GroupControl.Limits(Duration.ofDays(14), LEASE, Clock.systemUTC());
        var maintenance = new DeltaMaintenance(lake, List.of(TOTALS), limits);
        return TestWarehouse.in(folder, List.of(TOTALS), Effects.of(TableMaintenance.class, maintenance));
    }

    private static Runner runner(TestWarehouse warehouse, Optional<Duration> retention) {
        return warehouse.runner(
                RunObserver.SILENT, Map.of("totals", new Totals.Settings(), "maintain-tables", settings(retention)));
    }

    private static void runDay(Runner runner, int day) {
        var end = Instant.parse("2026-11-%02dT00:00:00Z".formatted(day));
        var report = runner.run(new Totals(), Schedule.DAILY.windowEnding(end, ZoneOffset.UTC));
        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
    }

    /** The job between two runs of another: it says what it does, and the other goes on as if nothing had been. */
    @Test
    void saysWhatItWouldDoAndThenDoesItAndRunsGoOn() {
        var warehouse = warehouse();
        var runner = runner(warehouse, Optional.empty());
        runDay(runner, 21);
        runDay(runner, 22);

        var planned = runner.dryRun(new MaintainTables(), WEEK);
        assertThat(planned.outcome().ending()).isEqualTo(Ending.PLANNED);
        assertThat(planned.outcome().message()).contains("totals, totals: would put together 2 small files (");

        var done = runner.run(new MaintainTables(), WEEK);
        assertThat(done.outcome().ending()).as(done.outcome().message()).isEqualTo(Ending.DONE);
        assertThat(done.outcome().message())
                .contains(
                        "totals, totals: put together 2 small files (",
                        "records, publications: put together 3 small" /* two of the runs, one of this */);
        var again = runner.dryRun(new MaintainTables(), WEEK);
        assertThat(again.outcome().message()).contains("totals: nothing to do");

        runDay(runner, 23);
        assertThat(warehouse.read(TOTALS).count()).isEqualTo(3);
    }

    @Test
    void whenEveryGroupIsBeingWrittenItCanPass() {
        var warehouse = warehouse();
        try (var lease = Lease.take(warehouse.environment().warehouse(), "totals", "run other", LEASE)) {
            lease.requireHeld();
            var report = runner(warehouse, Optional.empty()).run(new MaintainTables(), WEEK);
            assertThat(report.exitCode()).isEqualTo(Failure.CAN_PASS.exitCode());
            assertThat(report.outcome().message()).contains("every group is being written: totals");
        }
    }

    @Test
    void aRetentionShorterThanTheRollbackWindowIsAnErrorOfTheConfiguration() {
        var report = runner(warehouse(), Optional.of(Duration.ofDays(1))).run(new MaintainTables(), WEEK);
        assertThat(report.exitCode()).isEqualTo(Failure.CONFIG.exitCode());
        assertThat(report.outcome().message()).contains("vacuum-retention is PT24H", "rollback window, PT336H");
    }

    @Test
    void settingsThatWouldCompactForeverAreRefused() {
        assertThatThrownBy(() -> new MaintainTables.Settings(100, 150, 4, Optional.empty()))
                .hasMessageContaining("target-file-bytes = 150 must be at least twice");
        assertThatThrownBy(() -> new MaintainTables.Settings(100, 200, 1, Optional.empty()))
                .hasMessageContaining("min-files = 1 must be at least 2");
    }
}
