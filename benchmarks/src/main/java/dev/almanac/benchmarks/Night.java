package dev.almanac.benchmarks;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Task;
import dev.almanac.common.run.Backfill;
import dev.almanac.common.run.DomainRuns;
import dev.almanac.common.run.GroupTables;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.Runner;
import dev.almanac.common.run.ScheduleRun;
import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.samples.CalendarPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The runs of a generated domain: the history up to its last day at once, and the schedules that end with it. */
public final class Night {
    private final Catalogue catalogue;
    private final DomainConfig config;
    private final Runner runner;
    private final CalendarPlan calendar;

    /**
     * @param observer hears of every run
     */
    public Night(CommandContext context, SparkSession spark, DomainConfig config, RunObserver observer) {
        this.catalogue = context.catalogue();
        this.config = config;
        var groups = new GroupTables(catalogue.tables());
        var environment = DomainRuns.environment(spark, config, groups, "benchmark");
        this.runner = new Runner(environment, config, groups, observer);
        var domain = config.settings().domain().name();
        var plan =
                context.installation().conf().resolve("domains").resolve(domain).resolve("generator.conf");
        this.calendar = ConfigBinder.bindOrThrow(ConfigLoader.file(plan).at("calendar"), CalendarPlan.class);
    }

    /** The end of the generated history, and of the windows of its last schedules. */
    public Instant end() {
        return Instant.parse(calendar.endsAt());
    }

    /** Loads everything before the last day, by the jobs that give the same rows for a range as for its windows. */
    public List<RunReport> history() {
        var lastDay = Schedule.DAILY.windowEnding(end(), zone());
        var from = end().atZone(zone()).minusWeeks(calendar.weeks()).toInstant();
        var reports = new ArrayList<RunReport>();
        for (var schedule : List.of(Schedule.HOURLY, Schedule.DAILY)) {
            var tasks = due(schedule).stream()
                    .filter(task -> task.spec().traits().backfill() == JobSpec.Backfill.WHOLE_RANGE)
                    .toList();
            reports.addAll(new Backfill(runner::run, zone()).run(tasks, from, lastDay.start()));
        }
        return reports;
    }

    /** Runs a schedule for the window that ends with the history. */
    public List<RunReport> run(Schedule schedule) {
        return new ScheduleRun(runner::run).run(due(schedule), schedule.windowEnding(end(), zone()));
    }

    /** The jobs of a schedule that the domain has switched on, producers before consumers. */
    public List<Task<?>> due(Schedule schedule) {
        var tasks = catalogue.jobs().stream()
                .filter(task -> task.spec().schedule() == schedule && config.enabled(task.spec()))
                .toList();
        return ScheduleRun.inOrder(tasks);
    }

    private ZoneId zone() {
        return config.settings().domain().zone();
    }
}
