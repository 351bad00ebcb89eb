package dev.almanac.jobs;

import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.config.SetOption;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Task;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.Fingerprint;
import dev.almanac.common.lake.RecordTables;
import dev.almanac.common.run.DomainRuns;
import dev.almanac.common.run.GroupTables;
import dev.almanac.common.run.RunEnvironment;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.Runner;
import dev.almanac.common.testing.SharedSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A domain's jobs under the real runner, over a warehouse of the test's own. */
final class Night {
    static final Path ROOT = Path.of(System.getProperty("almanac.root"));

    private static final GroupTables TABLES = new GroupTables(Tables.ALL);

    private final RunEnvironment environment;
    private final DomainConfig config;

    private Night(RunEnvironment environment, DomainConfig config) {
        this.environment = environment;
        this.config = config;
    }

    /** The committed sample of a domain, with settings of its own as {@code key=value}. */
    static Night of(String domain, Path warehouse, String... settings) {
        return of(domain, warehouse.toString(), settings);
    }

    /** The same over a warehouse on any file system. */
    static Night of(String domain, String warehouse, String... settings) {
        var options = new ArrayList<SetOption>();
        options.add(new SetOption("warehouse.path", warehouse, "test"));
        options.add(new SetOption("jobs.ingest.base-dir", ROOT.toString(), "test"));
        options.add(new SetOption("retries.attempts", "0", "test"));
        for (var setting : settings) {
            options.add(SetOption.parse(setting));
        }
        var layered = new ConfigLoader(ROOT.resolve("conf"), Map.of()).load("local", Optional.of(domain), options);
        var config =
                DomainConfig.bind(layered, Jobs.ALL.stream().map(Task::spec).toList());
        return new Night(DomainRuns.environment(SharedSpark.session(), config, TABLES, "test"), config);
    }

    RunReport run(String job, String at) {
        return run(job, at, RunObserver.SILENT);
    }

    RunReport run(String job, String at, RunObserver observer) {
        var task = task(job);
        return runner(observer).run(task, task.spec().schedule().windowEnding(Instant.parse(at), environment.zone()));
    }

    /** One run over a range of windows. */
    RunReport runRange(String job, String from, String to) {
        return runner(RunObserver.SILENT).run(task(job), new Window(Instant.parse(from), Instant.parse(to)));
    }

    private Runner runner(RunObserver observer) {
        return new Runner(environment, config, TABLES, observer);
    }

    private static Task<?> task(String name) {
        return Jobs.ALL.stream()
                .filter(task -> task.spec().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no job " + name + "."));
    }

    Dataset<Row> read(Table table) {
        return environment.tables().newest(table);
    }

    /** What every published table says. */
    List<Fingerprint> fingerprints() {
        return Tables.ALL.stream()
                .filter(table -> !table.group().equals(RecordTables.RECORDS))
                .map(table -> Fingerprint.of(table, read(table)))
                .toList();
    }
}
