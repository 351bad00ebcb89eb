package dev.almanac.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.almanac.common.lake.TableMaintenance.Kind;
import dev.almanac.common.lake.TableMaintenance.Work;
import dev.almanac.common.testing.OldFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a maintenance removes: those that no version within the retention refers to, and no others. */
class VacuumTest {
    private static final String CLOSED = "2026-11-21";

    @TempDir
    private Path folder;

    private Readings readings;

    @BeforeEach
    void open() {
        readings = new Readings(folder, Duration.ofDays(14));
    }

    @Test
    void vacuumSparesWhatTheRollbackWindowNeedsAndRemovesWhatNoVersionRefersTo() throws IOException {
        readings.write(CLOSED, 0, 4, 1);
        readings.publish("run-1", "true");
        var pinned = readings.tables.at(
                Readings.TABLE, readings.tables.newestVersion(Readings.TABLE).orElseThrow());
        var rows = readings.fingerprint();
        var orphan = readings.file("readings/day=%s/part-of-a-dead-run.parquet".formatted(CLOSED));
        Files.writeString(orphan, "garbage");
        OldFiles.age(readings.file("readings/day=" + CLOSED));

        var planned = readings.work(true);
        assertThat(planned).extracting(Work::kind).containsExactly(Kind.COMPACT, Kind.VACUUM);
        assertThat(planned.get(1)).isEqualTo(new Work(Kind.VACUUM, "readings", 1, 7));
        long version = readings.tables.newestVersion(Readings.TABLE).orElseThrow();
        assertThat(readings.work(false)).isEqualTo(planned);

        assertThat(orphan).doesNotExist();
        assertThat(Fingerprint.of(Readings.TABLE, pinned))
                .as("files replaced just now stay")
                .isEqualTo(rows);
        assertThat(readings.tables.newestVersion(Readings.TABLE))
                .as("compaction is the only commit")
                .hasValue(version + 1);
    }

    @Test
    void replacedFilesBeyondTheRetentionAreGone() {
        readings = new Readings(folder, Duration.ZERO);
        readings.write(CLOSED, 0, 4, 1);
        readings.publish("run-1", "true");
        var rows = readings.fingerprint();

        assertThat(readings.work(false))
                .extracting(Work::kind, Work::count)
                .containsExactly(tuple(Kind.COMPACT, 4L), tuple(Kind.VACUUM, 4L));
        assertThat(readings.onDisk().count()).isEqualTo(1);
        assertThat(readings.fingerprint()).isEqualTo(rows);
    }

    /** Delta itself would go by what the table was made with. */
    @Test
    void aRetentionThatWasLoweredHolds() throws IOException {
        new Readings(folder, Duration.ofDays(365)).write(CLOSED, 0, 1, 1);
        readings.publish("run-1", "true");
        var orphan = readings.file("readings/day=%s/part-of-a-dead-run.parquet".formatted(CLOSED));
        Files.writeString(orphan, "garbage");
        OldFiles.age(orphan);

        assertThat(readings.work(true)).isEqualTo(List.of(new Work(Kind.VACUUM, "readings", 1, 7)));
        assertThat(readings.work(false)).isEqualTo(List.of(new Work(Kind.VACUUM, "readings", 1, 7)));
        assertThat(orphan).doesNotExist();
    }
}
