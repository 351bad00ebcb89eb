package dev.almanac.jobs.cli.session;

import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.config.Nearest;
import dev.almanac.common.contract.Group;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Task;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.Lake;
import dev.almanac.common.run.Backfill;
import dev.almanac.common.run.DomainRuns;
import dev.almanac.common.run.GroupTables;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.Runner;
import dev.almanac.common.run.ScheduleRun;
import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.cli.output.Console;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A domain in an open session: what commands can run in it and read of it. */
public final class OpenDomain {
    private final Catalogue catalogue;
    private final DomainConfig config;
    private final SparkSession spark;
    private final Console console;
    private final Lake lake;
    private final Runner runner;

    private OpenDomain(
            Catalogue catalogue, DomainConfig config, SparkSession spark, Console console, Lake lake, Runner runner) {
        this.catalogue = catalogue;
        this.config = config;
        this.spark = spark;
        this.console = console;
        this.lake = lake;
        this.runner = runner;
    }

    static OpenDomain of(CommandContext context, DomainConfig config, SparkSession spark, Console console) {
        var catalogue = context.catalogue();
        var domain = config.settings().domain();
        var tables = new GroupTables(catalogue.tables());
        var environment = DomainRuns.environment(spark, config, tables, Version.code());
        var logger = new RunLogger(domain.name(), console);
        var runner = new Runner(environment, config, tables, logger);
        console.in(domain.zone());
        return new OpenDomain(catalogue, config, spark, console, environment.lake(), runner);
    }

    /** The domain's name. */
    public String name() {
        return config.settings().domain().name();
    }

    /** The domain's zone, in which its windows begin and end. */
    public ZoneId zone() {
        return config.settings().domain().zone();
    }

    /** The settings in force. */
    public DomainConfig config() {
        return config;
    }

    /** Where its tables and publications are. */
    public Lake lake() {
        return lake;
    }

    /** What can be read of it. */
    public PublishedTables tables() {
        return new PublishedTables(spark, lake, catalogue.tables());
    }

    /** Runs one job. */
    public RunReport run(Task<?> task, Instant at) {
        return runner.run(task, window(task.spec(), at));
    }

    /** Says what a run would do. */
    public RunReport dryRun(Task<?> task, Instant at) {
        return runner.dryRun(task, window(task.spec(), at));
    }

    private Window window(JobSpec<?> spec, Instant at) {
        return spec.schedule().windowEnding(at, zone());
    }

    /** Runs the jobs of a schedule that the domain has switched on. */
    public List<RunReport> run(Schedule schedule, Instant at) {
        var window = schedule.windowEnding(at, zone());
        return telling(new ScheduleRun(runner::run).run(due(schedule), window));
    }

    /** Runs the tasks over all windows of a range. */
    public List<RunReport> backfill(List<? extends Task<?>> tasks, Instant from, Instant to) {
        return telling(new Backfill(runner::run, zone()).run(tasks, from, to));
    }

    /** The jobs of a schedule that the domain has switched on. */
    public List<Task<?>> due(Schedule schedule) {
        return catalogue.jobs().stream()
                .filter(task -> task.spec().schedule() == schedule && config.enabled(task.spec()))
                .toList();
    }

    /** What never started was not heard of by any observer. */
    private List<RunReport> telling(List<RunReport> reports) {
        reports.stream()
                .filter(report -> report.outcome().ending() == RunReport.Ending.SKIPPED)
                .forEach(console::ended);
        return reports;
    }

    /**
     * A group by its name.
     *
     * @throws AlmanacException of kind CONFIG when there is none
     */
    public Group group(String name) {
        var known = catalogue.groups();
        return known.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var names = known.stream().map(Group::name).toList();
                    return AlmanacException.cannot(
                            Failure.CONFIG,
                            "find group '" + name + "'",
                            "there is none of that name"
                                    + Nearest.hint(name, names).replace("?", ""),
                            "The groups are " + String.join(", ", names));
                });
    }
}
