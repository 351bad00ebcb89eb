package dev.almanac.common.run;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.date;
import static dev.almanac.common.contract.Column.string;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A small job with tables of some write modes, for the tests of the runner. */
final class Visits implements Job<Visits.Settings> {
    static final Group GROUP = new Group("visits", "For tests.");

    /** Visits per page and day. */
    static final Table DAILY = Table.named("visits_daily")
            .purpose("Visits.")
            .grain("one row per day and page")
            .columns(
                    date("day").required().comment("The day."),
                    string("page").required().comment("The page."),
                    string("visitor").personal().comment("The last visitor."),
                    bigint("visits").required().comment("Visits."),
                    string("run_id").required().provenance().comment("The run."))
            .key("day", "page")
            .check("some_visits", "visits > 0")
            .replaceWindow("day")
            .group(GROUP)
            .owner("visits")
            .freshWithin(Duration.ofDays(2))
            .declare();

    static final Table TOP = Table.named("top_page")
            .purpose("The most visited page.")
            .grain("one row")
            .columns(
                    string("page").required().comment("The page."),
                    bigint("visits").comment("Visits."))
            .key("page")
            .replaceAll()
            .group(GROUP)
            .owner("visits")
            .freshWithin(Duration.ofDays(2))
            .declare();

    static final Table SEEN = Table.named("seen_pages")
            .purpose("Every page ever visited.")
            .grain("one row per page")
            .columns(
                    string("page").required().comment("The page."),
                    date("last_day").required().comment("When last."))
            .key("page")
            .upsert()
            .group(GROUP)
            .owner("visits")
            .freshWithin(Duration.ofDays(2))
            .declare();

    static final List<Table> TABLES = List.of(DAILY, TOP, SEEN);

    private final List<Table> writes;

    /** Writes one table of each write mode. */
    Visits() {
        this(DAILY, TOP, SEEN);
    }

    Visits(Table... writes) {
        this.writes = List.of(writes);
    }

    record Settings(long visits, String page) {}

    @Override
    public JobSpec<Settings> spec() {
        return JobSpec.daily("visits", "Counts visits.", Settings.class).writes(writes.toArray(Table[]::new));
    }

    @Override
    public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
        var day = run.window().days(run.zone()).get(0).toString();
        var rows = run.spark()
                .range(2)
                .select(
                        lit(day).cast("date").as("day"),
                        org.apache
                                .spark
                                .sql
                                .functions
                                .concat(lit(settings.page()), col("id").cast("string"))
                                .as("page"),
                        lit("anna@example.org").as("visitor"),
                        col("id").plus(settings.visits()).as("visits"),
                        lit(run.runId()).as("run_id"));
        var all = Map.of(
                DAILY, rows,
                TOP, rows.orderBy(col("visits").desc()).limit(1).select("page", "visits"),
                SEEN, rows.select(col("page"), col("day").as("last_day")));
        var outputs = Outputs.none();
        for (var table : writes) {
            outputs = outputs.and(table, all.get(table));
        }
        return outputs;
    }
}
