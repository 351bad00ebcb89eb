package dev.almanac.jobs.contributing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.config.Require;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.tables.ActivityTables;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** CONTRIBUTING.md's example of a job. */
// tag::job
public final class ItemTrends implements Job<ItemTrends.Settings> {
    public record Settings(int windowDays, long minUses) {
        public Settings {
            Require.positive("window-days", windowDays);
            Require.positive("min-uses", minUses);
        }
    }

    @Override
    public JobSpec<Settings> spec() {
        return JobSpec.daily("item-trends", "Finds items whose use is rising.", Settings.class)
                .reads(ActivityTables.ITEM_ACTIVITY_DAILY)
                .writes(TrendTables.ITEM_TRENDS);
    }

    @Override
    public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
        var day = run.window().days(run.zone()).get(0);
        var rows = rising(inputs.of(ActivityTables.ITEM_ACTIVITY_DAILY), day, settings)
                .withColumn("trend_date", lit(day))
                .withColumn("run_id", lit(run.runId()))
                .selectExpr(TrendTables.ITEM_TRENDS.columnNames().toArray(String[]::new));
        return Outputs.of(TrendTables.ITEM_TRENDS, rows);
    }

    /**
     * @param activity activity_date, item_id, events
     * @return item_id, uses, uses_before of the items used more in the days up to {@code day} than in as many before
     */
    static Dataset<Row> rising(Dataset<Row> activity, LocalDate day, Settings settings) {
        var date = col("activity_date");
        var middle = lit(day.minusDays(settings.windowDays()));
        var start = lit(day.minusDays(2L * settings.windowDays()));
        return activity.filter(date.gt(start).and(date.leq(lit(day))))
                .groupBy("item_id")
                .agg(
                        sum(when(date.gt(middle), col("events")).otherwise(0L)).as("uses"),
                        sum(when(date.leq(middle), col("events")).otherwise(0L)).as("uses_before"))
                .filter(col("uses").geq(settings.minUses()).and(col("uses").gt(col("uses_before"))));
    }
}
// end::job
