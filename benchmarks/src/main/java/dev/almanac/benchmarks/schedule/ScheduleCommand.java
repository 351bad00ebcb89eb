package dev.almanac.benchmarks.schedule;

import dev.almanac.benchmarks.BenchmarkOptions;
import dev.almanac.benchmarks.Machine;
import dev.almanac.benchmarks.Night;
import dev.almanac.benchmarks.WorkFolder;
import dev.almanac.common.config.SetOption;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunReport;
import dev.almanac.jobs.cli.session.CommandContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code almanac benchmark schedule}. */
@Command(
        name = "schedule",
        description = {
            "Times a sample's daily schedule in one session beside a process for each job.",
            "The history is loaded first; both ways take turns over equal copies of the tables."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac benchmark schedule --domain my-shop --json schedule.json")
public final class ScheduleCommand implements Callable<Integer> {
    private static final String LOADED = "loaded";

    private final CommandContext context;

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "The sample.", required = true)
    private String domain;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each way (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Mixin
    private BenchmarkOptions options;

    public ScheduleCommand(CommandContext context) {
        this.context = context;
    }

    /**
     * The form of the JSON file: seconds by round, from the start of the first process to the end of the last.
     *
     * @param jobs of the schedule, in the order they run
     * @param ratio of the medians
     */
    record Result(
            Machine machine,
            List<String> jobs,
            List<Double> oneSessionSeconds,
            List<Double> processPerJobSeconds,
            double ratio) {
        static Result of(Machine machine, List<String> jobs, List<Double> oneSession, List<Double> processPerJob) {
            return new Result(machine, jobs, oneSession, processPerJob, median(processPerJob) / median(oneSession));
        }

        private static double median(List<Double> seconds) {
            return seconds.stream().sorted().toList().get(seconds.size() / 2);
        }
    }

    @Override
    public Integer call() {
        var machine = Machine.here();
        try (var folder = WorkFolder.make()) {
            var night = loaded(folder);
            var result = measured(machine, night, folder);
            print(result);
            options.save(result);
        }
        return 0;
    }

    private Night loaded(WorkFolder folder) {
        var config = options.config(context, domain, settings(folder, LOADED).toArray(SetOption[]::new));
        var night = new Night(context, options.session(config), config, RunObserver.SILENT);
        options.progress().doing("loading the history");
        succeed(night.history());
        succeed(night.run(Schedule.HOURLY));
        return night;
    }

    private static void succeed(List<RunReport> reports) {
        reports.forEach(report -> report.outcome().error().ifPresent(error -> {
            throw error;
        }));
    }

    private Result measured(Machine machine, Night night, WorkFolder folder) {
        var jobs = night.due(Schedule.DAILY).stream()
                .map(task -> task.spec().name())
                .toList();
        var oneSession = new ArrayList<Double>();
        var processPerJob = new ArrayList<Double>();
        for (int round = 1; round <= rounds; round++) {
            var label = " (round " + round + " of " + rounds + ")";
            options.progress().doing("the schedule in one session" + label);
            oneSession.add(seconds(night, folder, "session-" + round, List.of(List.of("run-schedule", "daily"))));
            options.progress().doing("a process for each job" + label);
            var each = jobs.stream().map(job -> List.of("run", job)).toList();
            processPerJob.add(seconds(night, folder, "processes-" + round, each));
        }
        return Result.of(machine, jobs, oneSession, processPerJob);
    }

    private double seconds(Night night, WorkFolder folder, String warehouse, List<List<String>> commands) {
        folder.copy(LOADED, warehouse);
        var child = new Child(folder.path().resolve(warehouse + ".log"));
        var common =
                new ArrayList<>(List.of("--domain", domain, "--at", night.end().toString()));
        settings(folder, warehouse)
                .forEach(setting -> common.addAll(List.of("--set", setting.key() + "=" + setting.value())));
        common.addAll(options.set());
        return commands.stream()
                .map(command -> Stream.concat(command.stream(), common.stream()).toList())
                .mapToDouble(child::run)
                .sum();
    }

    private List<SetOption> settings(WorkFolder folder, String warehouse) {
        var home = context.installation().home().toAbsolutePath().normalize().toString();
        return List.of(
                new SetOption("jobs.ingest.base-dir", home, "the installation"),
                new SetOption("logging.directory", folder.path().resolve("logs").toString(), "the benchmark"),
                new SetOption("warehouse.path", folder.path().resolve(warehouse).toString(), "the benchmark"));
    }

    private void print(Result result) {
        var out = options.out();
        out.println(result.machine().line());
        out.println("Jobs: " + String.join(", ", result.jobs()));
        out.println("one session      " + seconds(result.oneSessionSeconds()));
        out.println("process per job  " + seconds(result.processPerJobSeconds()));
        out.printf(Locale.ROOT, "ratio            %.2f%n", result.ratio());
        out.flush();
    }

    private static String seconds(List<Double> rounds) {
        return String.join(
                "  ",
                rounds.stream()
                        .map(value -> String.format(Locale.ROOT, "%.1f s", value))
                        .toList());
    }
}
