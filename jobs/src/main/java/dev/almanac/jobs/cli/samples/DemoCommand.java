package dev.almanac.jobs.cli.samples;

import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.config.SetOption;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.ScheduleRun;
import dev.almanac.jobs.cli.options.ConfigOptions;
import dev.almanac.jobs.cli.options.DomainOptions;
import dev.almanac.jobs.cli.options.TimeOption;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.output.Console;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.OpenDomain;
import dev.almanac.jobs.cli.session.SparkProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what Almanac does with the sample data. */
@Command(
        name = "demo",
        description = {
            "Loads the history of every sample domain, runs the jobs of its last hour, day and week, and shows what came",
            "out. It can be run again over the same tables."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac demo --warehouse /tmp/almanac")
public final class DemoCommand implements Callable<Integer> {
    /** Samples are small. */
    private static final String ENVIRONMENT = "small";

    private static final int EXAMPLES = 3;
    private static final List<Schedule> HISTORY = List.of(Schedule.HOURLY, Schedule.DAILY);
    private static final List<Schedule> LAST = List.of(Schedule.HOURLY, Schedule.DAILY, Schedule.WEEKLY);

    private final CommandContext context;

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            description = "Where the tables go (default: warehouse.path of the configuration).")
    private Optional<String> warehouse = Optional.empty();

    @Spec
    private CommandSpec spec;

    public DemoCommand(CommandContext context) {
        this.context = context;
    }

    /** A sample and the settings of its domain. */
    private record Scene(Sample sample, DomainConfig config) {
        Instant from() {
            return new TimeOption("from", sample.range().from())
                    .in(config.settings().domain().zone());
        }

        Instant to() {
            return new TimeOption("to", sample.range().to())
                    .in(config.settings().domain().zone());
        }
    }

    @Override
    public Integer call() {
        var scenes = Sample.in(context.installation().samples()).stream()
                .map(sample -> new Scene(sample, load(sample.domain())))
                .toList();
        var reports = new ArrayList<RunReport>();
        var summaries = new ArrayList<DemoSummary>();
        var settings = scenes.get(0).config().settings();
        try (var process = SparkProcess.open(context, settings, Verbosity.of(spec))) {
            for (var scene : scenes) {
                var domain = process.domain(scene.config());
                var played = play(scene, domain, process.console());
                process.console().doing("summing up");
                var summary = new DemoSummary(domain, context.installation(), warehouse);
                summary.print(process.console());
                summaries.add(summary);
                reports.addAll(played);
            }
            process.console().say("%nTo try next:%n%s".formatted(examples(summaries)));
        }
        return ScheduleRun.exitCode(reports);
    }

    /** Each of another domain, as far as there are so many. */
    private static String examples(List<DemoSummary> summaries) {
        return IntStream.range(0, EXAMPLES)
                .mapToObj(number ->
                        "  " + summaries.get(number % summaries.size()).example(number))
                .collect(Collectors.joining("\n"));
    }

    /** The samples lie in the installation, wherever the command is run. */
    private DomainConfig load(String domain) {
        var home = context.installation().home().toAbsolutePath().normalize();
        var options = Stream.concat(
                        Stream.of(new SetOption("jobs.ingest.base-dir", home.toString(), "the installation")),
                        Stream.of(DomainOptions.warehouse(warehouse)))
                .toList();
        var loader = new ConfigLoader(context.installation().conf(), System.getenv());
        return ConfigOptions.bind(context, loader, ENVIRONMENT, domain, options);
    }

    private static List<RunReport> play(Scene scene, OpenDomain domain, Console console) {
        var title = scene.config().settings().domain().title();
        var range = scene.sample().range();
        console.say("%n%s: the history from %s, then its last hour, day and week to %s"
                .formatted(title, range.from(), range.to()));
        var reports = new ArrayList<RunReport>();
        for (var schedule : HISTORY) {
            var tasks = domain.due(schedule).stream()
                    .filter(task -> task.spec().traits().backfill() == JobSpec.Backfill.WHOLE_RANGE)
                    .toList();
            var last = schedule.windowEnding(scene.to(), domain.zone());
            reports.addAll(domain.backfill(tasks, scene.from(), last.start()));
        }
        for (var schedule : LAST) {
            reports.addAll(domain.run(schedule, scene.to()));
        }
        return reports;
    }
}
