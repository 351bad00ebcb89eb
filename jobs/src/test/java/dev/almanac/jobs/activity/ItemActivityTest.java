package dev.almanac.jobs.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.job.Change;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Window;
import dev.almanac.common.testing.GivenInputs;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.tables.ActivityTables;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class ItemActivityTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalDate DAY = LocalDate.parse("2026-03-10");

    private final List<Row> events = new ArrayList<>();
    private final List<Row> touched = new ArrayList<>();

    private void event(String user, String item, Double value, LocalDate day) {
        var noon = Timestamp.from(day.atTime(12, 0).atZone(ZONE).toInstant());
        var id = "event-" + events.size();
        events.add(
                RowFactory.create(id, user, item, "view", value, noon, Date.valueOf(day), Map.of(), "test", "run-0"));
    }

    private void touched(LocalDate day, Instant when) {
        touched.add(RowFactory.create("events", Date.valueOf(day), Timestamp.from(when), "run-0"));
    }

    private static Instant midnightAfter(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    private GivenInputs inputs() {
        var spark = SharedSpark.session();
        return GivenInputs.before(midnightAfter(DAY))
                .of(CleanTables.EVENTS, spark.createDataFrame(events, CleanTables.EVENTS.schema()))
                .of(IngestTables.TOUCHED_DAYS, spark.createDataFrame(touched, IngestTables.TOUCHED_DAYS.schema()));
    }

    private static RunContext run() {
        var window = new Window(DAY.atStartOfDay(ZONE).toInstant(), midnightAfter(DAY));
        return new RunContext(
                new RunContext.RunIdentity("run-1", "item-activity", "test", false),
                window,
                ZONE,
                1,
                new RunContext.Services(SharedSpark.session(), Progress.SILENT, RunContext.Memory.NONE));
    }

    private Change compute() {
        var outputs = new ItemActivity().compute(inputs(), new ItemActivity.Settings(), run());
        return outputs.changes().get(ActivityTables.ITEM_ACTIVITY_DAILY);
    }

    private static List<String> lines(Change change) {
        return change.rows().drop("run_id").collectAsList().stream()
                .map(row -> row.mkString(" "))
                .sorted()
                .toList();
    }

    @Test
    void countsEventsUsersAndValuesOfTheWindowsDay() {
        event("ann", "x", 2.5, DAY);
        event("ann", "x", null, DAY);
        event("bob", "x", 1.0, DAY);
        event("bob", "y", null, DAY);
        event("bob", "y", null, DAY.minusDays(1));
        var change = compute();
        assertThat(lines(change)).containsExactly("2026-03-10 x view 3 2 3.5", "2026-03-10 y view 1 1 null");
        assertThat(change.days()).contains(List.of(DAY));
    }

    /** An event five days late changes its own day's rows and no other day's. */
    @Test
    void aDayTouchedAfterItsEndIsComputedAgainAndNoOther() {
        var late = DAY.minusDays(5);
        event("ann", "x", null, DAY);
        event("bob", "x", null, late);
        event("ann", "x", null, DAY.minusDays(3));
        touched(late, midnightAfter(DAY).minusSeconds(3600));
        // Touched by the run that ended the day: that is not late.
        touched(DAY.minusDays(3), midnightAfter(DAY.minusDays(3)));
        assertThat(new ItemActivity().preview(inputs(), new ItemActivity.Settings(), run()))
                .containsExactly("counts 2026-03-05, 2026-03-10");
        var change = compute();
        assertThat(change.days()).contains(List.of(late, DAY));
        assertThat(lines(change)).containsExactly("2026-03-05 x view 1 1 null", "2026-03-10 x view 1 1 null");
    }

    /** At midnight the hourly ingest and the daily run end together, and the daily one may have been the first. */
    @Test
    void theDayBeforeIsComputedAgainWhenTheIngestThatEndedItMayHaveRunAfterIt() {
        var before = DAY.minusDays(1);
        event("ann", "x", null, before);
        touched(before, midnightAfter(before));
        var change = compute();
        assertThat(change.days()).contains(List.of(before, DAY));
        assertThat(lines(change)).containsExactly("2026-03-09 x view 1 1 null");
    }

    @Test
    void aDayTouchedLateButLongAgoIsLeftToABackfill() {
        event("ann", "x", null, DAY);
        touched(DAY.minusDays(8), midnightAfter(DAY));
        assertThat(compute().days()).contains(List.of(DAY));
    }
}
