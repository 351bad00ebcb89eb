package dev.almanac.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.config.SetOption;
import dev.almanac.common.job.Task;
import dev.almanac.common.lake.Fingerprint;
import dev.almanac.common.run.Backfill;
import dev.almanac.common.run.DomainRuns;
import dev.almanac.common.run.GroupTables;
import dev.almanac.common.run.RunEnvironment;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.Runner;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.RecommendationTables;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the committed sample to published recommendations, and again: the whole chain under the real runner. */
class FirstNightTest {
    private static final Path ROOT = Path.of(System.getProperty("almanac.root"));
    private static final Instant TO = Instant.parse("2026-11-16T00:00:00Z");

    @TempDir
    private Path folder;

    private DomainConfig config() {
        var options = List.of(
                new SetOption("warehouse.path", folder.toString(), "test"),
                new SetOption("jobs.ingest.base-dir", ROOT.toString(), "test"));
        var layered =
                new ConfigLoader(ROOT.resolve("conf"), Map.of()).load("local", Optional.of("poker-training"), options);
        return DomainConfig.bind(layered, Jobs.ALL.stream().map(Task::spec).toList());
    }

    @Test
    void theSampleIsPublishedAndASecondNightChangesNothing() {
        var config = config();
        var environment = DomainRuns.environment(SharedSpark.session(), config, "test");
        var first = night(environment, config);
        assertThat(first)
                .allSatisfy(report -> assertThat(report.succeeded())
                        .as(report.outcome().message())
                        .isTrue());
        var fingerprints = fingerprints(environment);

        night(environment, config);

        assertThat(fingerprints(environment)).isEqualTo(fingerprints);
        var lists = environment.tables().newest(RecommendationTables.RECOMMENDATIONS);
        assertThat(lists.select("user_id").distinct().count())
                .isEqualTo(environment.tables().newest(CleanTables.USERS).count());
    }

    private static List<RunReport> night(RunEnvironment environment, DomainConfig config) {
        var runner = new Runner(environment, config, new GroupTables(Tables.ALL), RunObserver.SILENT);
        var tasks = Jobs.ALL.stream()
                .filter(task ->
                        config.enabled(task.spec()) && !task.spec().name().startsWith("replay"))
                .toList();
        var backfilled = tasks.stream()
                .filter(task -> !task.spec().name().equals("recommend"))
                .toList();
        var reports = new java.util.ArrayList<>(new Backfill(runner::run, environment.zone())
                .run(backfilled, Instant.parse("2026-04-30T23:00:00Z"), TO));
        var recommend = tasks.stream()
                .filter(task -> task.spec().name().equals("recommend"))
                .findFirst()
                .orElseThrow();
        reports.add(runner.run(recommend, recommend.spec().schedule().windowEnding(TO, environment.zone())));
        return reports;
    }

    private static List<Fingerprint> fingerprints(RunEnvironment environment) {
        return Tables.ALL.stream()
                .filter(table -> !table.group().name().equals("records"))
                .map(table -> Fingerprint.of(table, environment.tables().newest(table)))
                .toList();
    }
}
