package dev.almanac.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.lake.TableMaintenance.Kind;
import dev.almanac.common.lake.TableMaintenance.State;
import dev.almanac.common.lake.TableMaintenance.Work;
import dev.almanac.common.testing.OldFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableMaintenanceTest {
    private static final String CLOSED = "2026-11-21";
    private static final String OPEN = "2026-11-23";

    @TempDir
    private Path folder;

    private Readings readings;

    @BeforeEach
    void open() {
        readings = new Readings(folder, Duration.ofDays(14));
    }

    private GroupHistory history() {
        return new GroupHistory(readings.tables);
    }

    @Test
    void closedDaysAreCompactedOnceWithoutChangingARow() {
        readings.write(CLOSED, 0, 4, 1);
        readings.write(OPEN, 0, 4, 1);
        readings.publish("run-1", "true");
        var rows = readings.fingerprint();
        var small = readings.active().where(file -> file.folder().equals("day=" + CLOSED));
        var everything = readings.everything();

        var planned = readings.work(true);
        assertThat(planned).containsExactly(new Work(Kind.COMPACT, "readings", 4, small.bytes()));
        assertThat(readings.everything()).as("a dry run changes nothing").isEqualTo(everything);

        assertThat(readings.work(false)).as("what the dry run said").isEqualTo(planned);
        assertThat(readings.fingerprint()).isEqualTo(rows);
        assertThat(readings.active().byFolder().get("day=" + CLOSED).count()).isEqualTo(1);
        assertThat(readings.active().byFolder().get("day=" + OPEN).count()).isEqualTo(4);
        assertThat(readings.newest().action()).isEqualTo(Publication.Action.MAINTAIN);
        assertThat(readings.newest().version("readings").orElseThrow().version())
                .isEqualTo(readings.tables.newestVersion(Readings.TABLE).orElseThrow());
        assertThat(history().takeBackUnfinished(List.of(Readings.TABLE), Optional.of(readings.newest())))
                .as("the next run leaves a finished compaction")
                .isEmpty();
        var detail = io.delta.tables.DeltaTable.forPath(
                        readings.tables.spark(),
                        readings.warehouse.path(Readings.TABLE).toString())
                .detail()
                .head();
        assertThat(detail.<Integer>getAs("minReaderVersion")).isEqualTo(1);

        long version = readings.tables.newestVersion(Readings.TABLE).orElseThrow();
        assertThat(readings.work(false))
                .as("a second time there is nothing to do")
                .isEmpty();
        assertThat(readings.tables.newestVersion(Readings.TABLE)).hasValue(version);
    }

    @Test
    void runRecordsAreCompactedToo() {
        readings.write(CLOSED, 0, 1, 1);
        for (int run = 1; run <= 4; run++) {
            readings.publish("run-" + run, "false");
        }
        var records = readings.maintain(false).get(1);

        assertThat(records.work())
                .extracting(Work::kind, Work::subject, Work::count)
                .containsExactly(tuple(Kind.COMPACT, "publications", 4L));
        assertThat(readings.newest().run().runId()).isEqualTo("run-4");
        assertThat(readings.maintain(false).get(1).work()).isEmpty();
    }

    /** Killed after its OPTIMIZE and before its row in publications. */
    @Test
    void aCompactionKilledHalfWayIsTakenBackAndMadeAgain() {
        readings.write(CLOSED, 0, 4, 1);
        readings.publish("run-1", "true");
        var rows = readings.fingerprint();
        var compaction = new Compaction(readings.tables, Readings.rules(Optional.empty()), Readings.OPEN_DAY);
        long published = readings.tables.newestVersion(Readings.TABLE).orElseThrow();
        var plan = compaction.plan(Readings.TABLE, published, LocalDate.MIN).orElseThrow();
        compaction.execute(Readings.TABLE, plan, "killed");

        assertThat(readings.work(true)).extracting(Work::kind).containsExactly(Kind.TAKE_BACK, Kind.COMPACT);
        var group = List.of(Readings.TABLE);
        var newest = Optional.of(readings.newest());
        assertThat(history().takeBackUnfinished(group, newest)).containsExactly("readings");
        assertThat(readings.active().count()).isEqualTo(4);
        assertThat(history().takeBackUnfinished(group, newest))
                .as("what was taken back is not taken back again")
                .isEmpty();

        assertThat(readings.work(false)).extracting(Work::kind).containsExactly(Kind.COMPACT);
        assertThat(readings.active().count()).isEqualTo(1);
        assertThat(readings.fingerprint()).isEqualTo(rows);
    }

    @Test
    void aRollbackPastACompactionPutsBackTheRowsAndTheHeldGroupIsLeftAlone() {
        readings.publish("run-1", readings.write(CLOSED, 0, 4, 1));
        var rows = readings.fingerprint();
        readings.publish("run-2", readings.write(CLOSED, 0, 2, 99));
        readings.work(false);
        var control = new GroupControl(readings.lake, readings.limits);
        assertThatThrownBy(() -> control.rollback("readings", List.of(Readings.TABLE), "run-2"))
                .as("after its own publication there was only a compaction")
                .hasMessageContaining("is its newest publication");

        var undone = control.rollback("readings", List.of(Readings.TABLE), "run-1");

        assertThat(undone.runs()).containsExactly("run-2");
        assertThat(readings.fingerprint()).isEqualTo(rows);
        var everything = readings.everything();
        assertThat(readings.maintain(false).get(0).state()).isEqualTo(State.HELD);
        assertThat(readings.newest().action()).isEqualTo(Publication.Action.ROLLBACK);
        assertThat(readings.everything().keySet())
                .filteredOn(file -> file.contains("/readings/"))
                .isEqualTo(everything.keySet().stream()
                        .filter(file -> file.contains("/readings/"))
                        .toList());
    }

    /** What is served may refer to the newest window, however old it is. */
    @Test
    void expiredRowsAreDroppedButForTheNewestWindowAndARollbackPutsThemBack() {
        readings.write("2026-08-01", 5, 1, 1);
        readings.publish("run-1", readings.write("2026-08-02", 5, 2, 2));
        var rows = readings.fingerprint();

        var planned = readings.work(true);
        assertThat(planned).containsExactly(new Work(Kind.EXPIRE, "readings", 2, 0));
        assertThat(readings.fingerprint()).isEqualTo(rows);
        assertThat(readings.work(false)).isEqualTo(planned);

        var left = readings.tables.newest(Readings.TABLE).collectAsList();
        assertThat(left).hasSize(1);
        assertThat(left.get(0).getTimestamp(1).toInstant()).isEqualTo(Instant.parse("2026-08-02T07:00:00Z"));
        assertThat(readings.newest().version("readings").orElseThrow().slice()).isPresent();
        assertThat(readings.work(false)).isEmpty();

        new GroupControl(readings.lake, readings.limits).rollback("readings", List.of(Readings.TABLE), "run-1");
        assertThat(readings.fingerprint()).isEqualTo(rows);
    }

    @Test
    void aRetentionShorterThanIsSafeIsRefusedAndALongerOneIsKept() {
        readings.write(CLOSED, 0, 1, 1);
        readings.publish("run-1", "true");
        assertThatThrownBy(() -> readings.maintain(false, Optional.of(Duration.ofDays(13))))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("shorter than the rollback window")
                .hasMessageContaining("PT312H")
                .hasMessageContaining("vacuum-retention");

        var longer = readings.maintain(false, Optional.of(Duration.ofDays(20))).get(0);
        assertThat(longer.work()).extracting(Work::kind).containsExactly(Kind.KEEP_LONGER);
        assertThat(readings.maintain(false, Optional.of(Duration.ofDays(20)))
                        .get(0)
                        .work())
                .isEmpty();

        endedAfter(Duration.ofDays(15));
        assertThatThrownBy(() -> readings.maintain(false, Optional.of(Duration.ofDays(14))))
                .hasMessageContaining("longest run on record");
    }

    private void endedAfter(Duration duration) {
        var now = Instant.now();
        var runs = readings.lake.runs();
        runs.append(new RunRecord(
                new Publication.Run("readings", "run-1", now.minus(duration), now),
                RunRecord.Phase.ENDED,
                new RunRecord.Build("", ""),
                now,
                Optional.empty(),
                Optional.of(new RunRecord.End(
                        "published", OptionalInt.of(0), "", RunRecord.Lineage.NONE, duration.toMillis()))));
    }

    @Test
    void leftoversOfDeadRunsAreRemovedAndThoseOfALiveRunKept() throws IOException {
        endedAfter(Duration.ofHours(1));
        var dead = leftover("_staging/readings/dead/readings/rows/part-0.parquet");
        var remembered = leftover("_remembered/readings/abc/step/part-0.parquet");
        var lease = leftover("_locks/readings.lease.expired-abc");
        OldFiles.age(readings.file(""));
        var young = leftover("_staging/readings/young/readings/rows/part-0.parquet");
        try (var live = Lease.take(readings.warehouse, "readings", "run live", Duration.ofMinutes(5))) {
            live.requireHeld();
            var report = readings.maintain(false).get(0);
            assertThat(report.state()).isEqualTo(State.BUSY);
            assertThat(report.note()).contains("run live holds its lease");
            assertThat(dead).exists();
        }

        var planned = readings.work(true);
        assertThat(planned)
                .containsExactly(
                        new Work(Kind.CLEAR, "staged rows", 1, 1),
                        new Work(Kind.CLEAR, "remembered datasets", 1, 1),
                        new Work(Kind.CLEAR, "expired leases", 1, 1));
        assertThat(dead).exists();
        assertThat(readings.work(false)).isEqualTo(planned);
        assertThat(List.of(dead, remembered, lease)).noneMatch(Files::exists);
        assertThat(young).as("no older than the longest run").exists();
    }

    private Path leftover(String path) throws IOException {
        var file = readings.file(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    /** 400 hours, with maintenance every week, at a retention that lets replaced files go at once. */
    @Test
    @Tag("long")
    void hourlyCommitsOfWeeksKeepTheNumberOfFilesBounded() {
        readings = new Readings(folder, Duration.ZERO);
        var day = LocalDate.parse("2026-11-06");
        for (int hour = 0; hour < 400; hour++) {
            readings.append(day.plusDays(hour / 24).toString(), hour % 24, hour);
            if (hour == 167 || hour == 335 || hour == 399) {
                readings.publish("run-" + hour, "true");
                var rows = readings.fingerprint();
                readings.work(false);
                assertThat(readings.fingerprint()).isEqualTo(rows);
                assertThat(readings.onDisk().count())
                        .as("files after %d hours", hour + 1)
                        .isEqualTo(hour / 24 + 1);
            }
        }
        assertThat(readings.fingerprint().rows()).isEqualTo(400);
    }
}
