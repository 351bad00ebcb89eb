package dev.almanac.common.lake;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.date;
import static dev.almanac.common.contract.Column.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Progress;
import dev.almanac.common.testing.SharedSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** A warehouse with one hourly table, one file per commit, for the tests of maintenance. */
final class Readings {
    static final Group GROUP = new Group("readings", "For tests.");
    static final LocalDate OPEN_DAY = LocalDate.parse("2026-11-23");

    static final Table TABLE = Table.named("readings")
            .purpose("Readings.")
            .grain("one row per hour")
            .columns(
                    date("day").required().comment("The day the hour began in."),
                    timestamp("at").required().comment("The hour's end."),
                    bigint("value").required().comment("What was read."))
            .key("at")
            .replaceWindow("at")
            .partitionedBy("day")
            .group(GROUP)
            .owner("readings")
            .freshWithin(Duration.ofHours(3))
            .keepFor(Duration.ofDays(60), "at")
            .declare();

    final Warehouse warehouse;
    final Lake lake;
    final DeltaTables tables;
    final GroupControl.Limits limits;
    private final Path folder;

    Readings(Path folder, Duration rollbackWindow) {
        this.folder = folder;
        this.warehouse = new Warehouse(new org.apache.hadoop.fs.Path(folder.toUri()), "test", new Configuration(false));
        this.lake = Lake.open(SharedSpark.session(), warehouse, rollbackWindow);
        this.tables = lake.tables();
        this.limits = new GroupControl.Limits(rollbackWindow, Duration.ofMinutes(5), Clock.systemUTC());
    }

    /** Commits hours of a day, each by itself, and returns the condition on their rows. */
    String write(String day, int firstHour, int hours, long value) {
        var start = LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
        for (int hour = firstHour; hour < firstHour + hours; hour++) {
            var from = start.plus(Duration.ofHours(hour));
            var to = from.plus(Duration.ofHours(1));
            var change = new StagedChange(
                    TABLE, row(day, to, value), Optional.empty(), Optional.of(Slice.windowEnds("at", from, to)));
            new TableWriter(tables).publish(change, 1, "run");
        }
        var from = start.plus(Duration.ofHours(firstHour));
        return Slice.windowEnds("at", from, from.plus(Duration.ofHours(hours))).predicate();
    }

    /** Commits one hour that no earlier commit holds; twice as quick as replacing its window. */
    void append(String day, int hour, long value) {
        var to = LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC).plus(Duration.ofHours(hour + 1));
        tables.ensure(TABLE);
        row(day, to, value)
                .write()
                .format("delta")
                .mode(SaveMode.Append)
                .save(warehouse.path(TABLE).toString());
    }

    private Dataset<Row> row(String day, Instant at, long value) {
        return tables.spark()
                .sql("SELECT DATE '%s' AS day, TIMESTAMP '%s' AS at, CAST(%d AS BIGINT) AS value"
                        .formatted(day, at, value));
    }

    /** Appends the commit point of what was written. */
    void publish(String runId, String slice) {
        var log = lake.publications();
        var end = Instant.parse("2026-11-23T00:00:00Z");
        long sequence = log.newest(GROUP.name())
                .map(newest -> newest.entry().sequence() + 1)
                .orElse(1L);
        long version = tables.newestVersion(TABLE).orElseThrow();
        log.append(new Publication(
                new Publication.Entry(GROUP.name(), sequence),
                Publication.Action.PUBLISH,
                new Publication.Run("readings", runId, end.minus(Duration.ofDays(1)), end),
                List.of(new Publication.Version(TABLE.name(), version, end, Optional.of(slice))),
                Instant.now()));
    }

    Publication newest() {
        return lake.publications().newest(GROUP.name()).orElseThrow();
    }

    List<TableMaintenance.GroupReport> maintain(boolean dryRun) {
        return maintain(dryRun, Optional.empty());
    }

    List<TableMaintenance.GroupReport> maintain(boolean dryRun, Optional<Duration> retention) {
        var end = OPEN_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
        var run = new Publication.Run("maintain-tables", "maintain-1", end.minus(Duration.ofDays(7)), end);
        var occasion = new TableMaintenance.Occasion(run, OPEN_DAY, dryRun);
        return new DeltaMaintenance(lake, List.of(TABLE), limits).maintain(rules(retention), occasion, Progress.SILENT);
    }

    /** What a maintenance of the table does, or would do. */
    List<TableMaintenance.Work> work(boolean dryRun) {
        var report = maintain(dryRun).get(0);
        assertThat(report.state()).isEqualTo(TableMaintenance.State.MAINTAINED);
        return report.work();
    }

    static TableMaintenance.Rules rules(Optional<Duration> retention) {
        return new TableMaintenance.Rules(100_000, 1_000_000, 4, retention);
    }

    Fingerprint fingerprint() {
        return Fingerprint.of(TABLE, tables.newest(TABLE));
    }

    TableFiles onDisk() {
        return TableFiles.onDisk(warehouse, TABLE);
    }

    /** The files of the newest version. */
    TableFiles active() {
        return onDisk().referencedBy(tables.newest(TABLE));
    }

    /** A file of the domain. */
    Path file(String relative) {
        return folder.resolve("test").resolve(relative);
    }

    /** Every file of the warehouse with its length. */
    SortedMap<String, Long> everything() {
        var found = new TreeMap<String, Long>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                found.put(file.toString(), Files.size(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
