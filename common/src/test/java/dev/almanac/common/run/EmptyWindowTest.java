package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Window;
import dev.almanac.common.testing.TestWarehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day without rows is published like any other, also as a table's first: Delta has nothing to commit then. */
class EmptyWindowTest {
    private static final Instant END = Instant.parse("2026-11-22T00:00:00Z");

    private static final Job<Visits.Settings> QUIET = new Job<>() {
        @Override
        public JobSpec<Visits.Settings> spec() {
            return JobSpec.daily("visits", "Counts visits where there are none.", Visits.Settings.class)
                    .writes(Visits.DAILY);
        }

        @Override
        public Outputs compute(Inputs inputs, Visits.Settings settings, RunContext run) {
            return Outputs.of(Visits.DAILY, run.spark().createDataFrame(List.of(), Visits.DAILY.schema()));
        }
    };

    /** A job may make do with what there is, but not with nothing at all. */
    @Test
    void ofSeveralInputsOneIsEnough(@TempDir Path folder) {
        var either = new Job<Visits.Settings>() {
            @Override
            public JobSpec<Visits.Settings> spec() {
                return JobSpec.daily("count", "Counts what there is.", Visits.Settings.class)
                        .readsAnyOf(Visits.DAILY, Visits.TOP)
                        .writes(Visits.SEEN);
            }

            @Override
            public Outputs compute(Inputs inputs, Visits.Settings settings, RunContext run) {
                assertThat(inputs.of(Visits.TOP).isEmpty()).isTrue();
                return Outputs.of(Visits.SEEN, run.spark().createDataFrame(List.of(), Visits.SEEN.schema()));
            }
        };
        var settings = new Visits.Settings(0, "");
        var runner = TestWarehouse.in(folder, Visits.TABLES)
                .runner(RunObserver.SILENT, Map.of("visits", settings, "count", settings));
        var window = new Window(END.minus(Duration.ofDays(1)), END);

        var early = runner.run(either, window);
        assertThat(early.exitCode()).isEqualTo(Failure.CAN_PASS.exitCode());
        assertThat(early.outcome().message())
                .contains("none of its input tables", Visits.DAILY.name(), "Run job visits first");

        assertThat(runner.run(QUIET, window).succeeded()).isTrue();
        var report = runner.run(either, window);
        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
    }

    @Test
    void aTablesFirstWindowMayBeEmpty(@TempDir Path folder) {
        var warehouse = TestWarehouse.in(folder, Visits.TABLES);
        var runner = warehouse.runner(RunObserver.SILENT, Map.of("visits", new Visits.Settings(0, "")));
        for (int night = 0; night < 2; night++) {
            var report = runner.run(QUIET, new Window(END.minus(Duration.ofDays(1)), END));
            assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
            assertThat(report.outcome().lineage().outputs())
                    .as("nothing replaced by nothing costs no commit")
                    .extracting(output -> output.version())
                    .containsExactly(0L);
        }
        assertThat(warehouse.read(Visits.DAILY).isEmpty()).isTrue();
    }
}
