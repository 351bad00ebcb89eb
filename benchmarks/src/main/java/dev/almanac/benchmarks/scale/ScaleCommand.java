package dev.almanac.benchmarks.scale;

import dev.almanac.benchmarks.BenchmarkOptions;
import dev.almanac.benchmarks.Machine;
import dev.almanac.benchmarks.Night;
import dev.almanac.benchmarks.WorkFolder;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.config.SetOption;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.ScheduleRun;
import dev.almanac.jobs.cli.samples.SizeOptions;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.samples.GenerateRequest;
import dev.almanac.jobs.samples.GeneratedFile;
import dev.almanac.jobs.samples.SampleGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code almanac benchmark scale}. */
@Command(
        name = "scale",
        description = {
            "Times every job over generated files of any size, and says how much memory it takes.",
            "The history is loaded first, then the jobs of the last hour and day run."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac benchmark scale --domain my-shop --users 50000 --items 10000 --events 1000000")
public final class ScaleCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private SizeOptions size;

    @Option(names = "--seed", paramLabel = "N", description = "What all chance comes from (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "The domain.", required = true)
    private String domain;

    @Mixin
    private BenchmarkOptions options;

    public ScaleCommand(CommandContext context) {
        this.context = context;
    }

    /**
     * The form of the JSON file.
     *
     * @param jobs in the order they ran
     * @param peakProcessMb of the whole process, in MiB
     */
    record Result(Machine machine, GenerateRequest.Size size, List<Measurements.Line> jobs, long peakProcessMb) {}

    @Override
    public Integer call() {
        var made = size.size();
        var machine = Machine.here();
        try (var folder = WorkFolder.make()) {
            var config = config(folder.path());
            var spark = options.session(config);
            var measurements = new Measurements(options.progress());
            measurements.measured("generating", () -> generated(spark, made, folder.path()));
            var reports = run(new Night(context, spark, config, measurements), measurements);
            var result = new Result(machine, made, measurements.lines(), MemoryMeter.peakProcessMb());
            print(result);
            options.save(result);
            return ScheduleRun.exitCode(reports);
        }
    }

    private DomainConfig config(Path folder) {
        return options.config(
                context,
                domain,
                new SetOption("spark.master", "local[2]", "the benchmark"),
                new SetOption("jobs.ingest.base-dir", folder.toString(), "the benchmark"),
                new SetOption("warehouse.path", folder.resolve("warehouse").toString(), "the benchmark"));
    }

    private Measurements.Done<List<GeneratedFile>> generated(
            SparkSession spark, GenerateRequest.Size size, Path folder) {
        var out = folder.resolve("data-samples").resolve(domain).toString();
        var request = new GenerateRequest(context.installation().conf(), domain, size, seed, out, false);
        var files = new SampleGenerator(spark, options.progress()).generate(request);
        return new Measurements.Done<>(
                files, files.stream().mapToLong(GeneratedFile::rows).sum());
    }

    private static List<RunReport> run(Night night, Measurements measurements) {
        measurements.phase("all but the last day");
        var reports = new ArrayList<>(night.history());
        measurements.phase("last day");
        reports.addAll(night.run(Schedule.HOURLY));
        reports.addAll(night.run(Schedule.DAILY));
        return reports;
    }

    private void print(Result result) {
        var out = options.out();
        out.println(result.machine().line());
        out.printf(Locale.ROOT, "%-36s %-10s %9s %9s %12s %14s%n", "", "", "seconds", "CPU s", "rows", "peak heap MiB");
        for (var job : result.jobs()) {
            out.printf(
                    Locale.ROOT,
                    "%-36s %-10s %9.1f %9.1f %,12d %,14d%n",
                    job.what(),
                    job.ending(),
                    job.seconds(),
                    job.cpuSeconds(),
                    job.rows(),
                    job.peakHeapMb());
        }
        out.printf(Locale.ROOT, "Peak of the process: %,d MiB%n", result.peakProcessMb());
        out.flush();
    }
}
