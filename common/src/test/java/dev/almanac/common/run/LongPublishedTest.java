package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.lake.Fingerprint;
import dev.almanac.common.testing.OldFiles;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.common.testing.TestWarehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rollback window begins when a version is replaced, not when it was written: a table that had not changed for longer
 * than the window must not lose its promises with the next change.
 */
class LongPublishedTest {
    private static final Duration LONGER_THAN_KEPT = Duration.ofDays(30);

    private static final String CHECKPOINT_INTERVAL = "spark.databricks.delta.properties.defaults.checkpointInterval";

    @TempDir
    private Path folder;

    private TestWarehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = TestWarehouse.in(folder, Visits.TABLES);
    }

    private RunReport run(Job<?> job, int day, long visits) {
        var window =
                Schedule.DAILY.windowEnding(Instant.parse("2026-11-%02dT00:00:00Z".formatted(day)), ZoneOffset.UTC);
        var settings = Map.of("visits", new Visits.Settings(visits, "/p"), "look-back", new LookBack.Settings());
        var report = warehouse.runner(RunObserver.SILENT, settings).run(job, window);
        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
        return report;
    }

    /** As if all that is published had been so for a month. */
    private void age() {
        OldFiles.age(folder);
        DeltaLog.clearCache();
    }

    private List<Fingerprint> fingerprints() {
        return Visits.TABLES.stream()
                .map(table -> Fingerprint.of(table, warehouse.read(table)))
                .toList();
    }

    /** Every so many commits one makes a checkpoint and cleans the log; that must be no worse than any other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void whatIsReplacedAfterALongTimeCanBeReturnedTo(int commitsToACheckpoint) {
        var conf = SharedSpark.session().conf();
        conf.set(CHECKPOINT_INTERVAL, commitsToACheckpoint);
        var good = run(new Visits(), 21, 5);
        conf.set(CHECKPOINT_INTERVAL, 100);
        var before = fingerprints();
        age();
        run(new Visits(), 22, 50);

        warehouse.control(Clock.systemUTC()).rollback("visits", Visits.TABLES, good.runId());

        assertThat(fingerprints()).isEqualTo(before);
    }

    @Test
    void whatADeadRunLeftOnATableUnchangedForLongIsTakenBack() {
        run(new Visits(), 21, 5);
        age();
        var path = warehouse.environment().warehouse().path(Visits.TOP).toString();
        warehouse.environment().spark().sql("DELETE FROM delta.`%s`".formatted(path));

        run(new Visits(Visits.DAILY), 22, 6);

        assertThat(warehouse.read(Visits.TOP).head().getLong(1)).isEqualTo(6);
    }

    /** Reads what was there before. */
    private static final class LookBack implements Job<LookBack.Settings> {
        private long top;
        private long days;

        record Settings() {}

        @Override
        public JobSpec<Settings> spec() {
            return JobSpec.daily("look-back", "Looks back.", Settings.class)
                    .readsPrevious(Visits.TOP, Visits.DAILY)
                    .writes(Visits.SEEN);
        }

        @Override
        public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
            top = inputs.previous(Visits.TOP).count();
            days = inputs.previous(Visits.DAILY).select("day").distinct().count();
            return Outputs.none();
        }
    }

    /** Of an earlier output beyond the window the run does without what is gone and still sees the windows that are there. */
    @Test
    void aBackfillBeyondTheKeptHistoryGoesOn() {
        var job = new LookBack();
        for (int day = 20; day <= 23; day++) {
            run(new Visits(Visits.DAILY, Visits.TOP), day, day);
        }
        run(job, 22, 0);
        assertThat(job.top).isEqualTo(1);
        assertThat(job.days).isEqualTo(2);

        warehouse = warehouse.at(Clock.offset(Clock.systemUTC(), LONGER_THAN_KEPT));
        run(job, 22, 0);
        assertThat(job.top).as("replaced as a whole").isZero();
        assertThat(job.days).as("replaced by window").isEqualTo(2);
        run(job, 24, 0);
        assertThat(job.top).as("not replaced yet").isEqualTo(1);
    }
}
