package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.testing.TestWarehouse;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.settings.Recipe;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.RecommendationTables;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job under the real runner, on a warehouse: its rows keep their contracts, and a second run changes none. */
class RecommendRunTest {

    /** Stands for ingest: publishes a world as clean tables. */
    private record Clean(World world) implements Job<Clean.Settings> {
        record Settings() {}

        @Override
        public JobSpec<Settings> spec() {
            return JobSpec.daily("ingest", "Publishes what the test gives.", Settings.class)
                    .writes(CleanTables.USERS, CleanTables.ITEMS, CleanTables.EVENTS);
        }

        @Override
        public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
            var outputs = Outputs.none();
            for (var table : spec().writes()) {
                outputs = outputs.and(table, run.spark().createDataFrame(world.rowsOf(table), table.schema()));
            }
            return outputs;
        }
    }

    @Test
    @Tag("long")
    void publishesAuditedTablesAndTheSameOnesAgain(@TempDir Path folder) {
        var tables = Stream.of(
                        CleanTables.ALL.stream(),
                        new Recommend().spec().writes().stream(),
                        new SearchHyperparameters().spec().writes().stream())
                .flatMap(stream -> stream)
                .toList();
        var warehouse = TestWarehouse.in(folder, tables);
        var runner =
                warehouse.runner(RunObserver.SILENT, Map.of("ingest", new Clean.Settings(), "recommend", settings()));
        var window = Schedule.DAILY.windowEnding(World.END, ZoneOffset.UTC);

        assertPublished(runner.run(new Clean(World.of(true)), window));
        assertPublished(runner.run(new Recommend(), window));
        var first = content(warehouse);
        assertPublished(runner.run(new Recommend(), window));

        assertThat(content(warehouse)).isEqualTo(first);
        assertThat(warehouse.read(RecommendationTables.RECOMMENDATIONS).count()).isEqualTo(40 * 5);
    }

    private static void assertPublished(RunReport report) {
        report.outcome().error().ifPresent(error -> {
            throw error;
        });
        assertThat(report.outcome().ending()).isEqualTo(RunReport.Ending.PUBLISHED);
    }

    private static Map<String, List<String>> content(TestWarehouse warehouse) {
        var content = new HashMap<String, List<String>>();
        for (var table : new Recommend().spec().writes()) {
            var columns =
                    table.contentColumns().stream().map(column -> column.name()).toArray(String[]::new);
            content.put(
                    table.name(),
                    warehouse.read(table).selectExpr(columns).collectAsList().stream()
                            .map(Row::toString)
                            .sorted()
                            .toList());
        }
        return content;
    }

    private static RecommendSettings settings() {
        return TestSettings.of(Map.of("als", Recipe.of(new ImplicitAls(6, 4, 2, 0.1, 2))));
    }
}
