package dev.almanac.jobs.activity;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.job.Change;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.tables.ActivityTables;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts how often each item was used on each day, again for recent days that late events touched. */
public final class ItemActivity implements Job<ItemActivity.Settings> {
    private static final int RECOMPUTES_DAYS = 7;

    /** The job has nothing to set. */
    public record Settings() {}

    @Override
    public JobSpec<Settings> spec() {
        return JobSpec.daily("item-activity", "Counts the use of each item by day.", Settings.class)
                .readsIfPresent(CleanTables.EVENTS, IngestTables.TOUCHED_DAYS)
                .writes(ActivityTables.ITEM_ACTIVITY_DAILY)
                .anyRange()
                .recomputesDays(RECOMPUTES_DAYS);
    }

    @Override
    public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
        var days = days(inputs, run);
        var activity = activityOn(inputs.of(CleanTables.EVENTS), days);
        var rows = activity.withColumn("run_id", lit(run.runId()))
                .selectExpr(ActivityTables.ITEM_ACTIVITY_DAILY.columnNames().toArray(String[]::new));
        return Outputs.none().and(ActivityTables.ITEM_ACTIVITY_DAILY, Change.days(rows, days));
    }

    @Override
    public List<String> preview(Inputs inputs, Settings settings, RunContext run) {
        var days = days(inputs, run).stream().map(LocalDate::toString).collect(Collectors.joining(", "));
        return List.of("counts " + days);
    }

    private static List<LocalDate> days(Inputs inputs, RunContext run) {
        var days = new TreeSet<>(run.window().days(run.zone()));
        days.addAll(touchedLate(inputs.of(IngestTables.TOUCHED_DAYS), days.first(), run.zone()));
        return List.copyOf(days);
    }

    /**
     * The days shortly before the window that received events after they had ended. The last of them counts as touched
     * also by the ingest that ended with it: that may have run after the day's own run.
     *
     * @param touched target, day, last_touched
     */
    static List<LocalDate> touchedLate(Dataset<Row> touched, LocalDate firstDay, ZoneId zone) {
        var days = firstDay.minusDays(RECOMPUTES_DAYS).datesUntil(firstDay).toList();
        Column late = lit(false);
        for (var day : days) {
            var end = day.plusDays(1).atStartOfDay(zone).toInstant();
            var touchedAt = col("last_touched");
            var afterItsRun = day.plusDays(1).equals(firstDay) ? touchedAt.geq(lit(end)) : touchedAt.gt(lit(end));
            late = late.or(col("day").equalTo(lit(day)).and(afterItsRun));
        }
        return touched
                .filter(col("target").equalTo(CleanTables.EVENTS.name()).and(late))
                .select(col("day").cast("string"))
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> LocalDate.parse(row.getString(0)))
                .toList();
    }

    /**
     * @param events event_date, item_id, event_type, user_id, value
     * @return activity_date, item_id, event_type, events, users, value_sum of the given days
     */
    static Dataset<Row> activityOn(Dataset<Row> events, List<LocalDate> days) {
        // Values are added in their order, so that the sum does not depend on how the events are partitioned.
        var values = array_sort(collect_list("value"));
        var sum = aggregate(values, lit(0.0), Column::plus);
        return events.filter(col("event_date").isInCollection(days))
                .groupBy(col("event_date").as("activity_date"), col("item_id"), col("event_type"))
                .agg(
                        count(lit(1)).as("events"),
                        count_distinct(col("user_id")).as("users"),
                        when(size(values).gt(0), sum).as("value_sum"));
    }
}
