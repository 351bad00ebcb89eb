package dev.almanac.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Table;
import dev.almanac.common.run.RunReport;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.RecommendationTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the committed sample to published recommendations: the whole chain under the real runner. That a second night
 * changes nothing is shown by the demo, twice over one warehouse (python/tests/test_demo.py).
 */
class FirstNightTest {
    private static final String START = "2026-04-30T23:00:00Z";
    private static final String END = "2026-11-16T00:00:00Z";

    @Test
    void theSampleIsPublishedForEveryUser(@TempDir Path folder) {
        var night = Night.of("poker-training", folder);

        assertThat(run(night))
                .allSatisfy(report -> assertThat(report.succeeded())
                        .as(report.outcome().message())
                        .isTrue());
        var lists = night.read(RecommendationTables.RECOMMENDATIONS);
        assertThat(lists.select("user_id").distinct().count())
                .isEqualTo(night.read(CleanTables.USERS).count());
        var champions = night.read(RecommendationTables.MODEL_REGISTRY).where("state = 'champion'");
        assertThat(champions.collectAsList())
                .extracting(row -> row.<String>getAs("algorithm"))
                .as("the planted taste can be learned")
                .isNotEmpty()
                .noneMatch(algorithm -> algorithm.endsWith("popularity"));

        var written = Tables.ALL.stream()
                .filter(table -> Files.exists(path(folder, table)))
                .toList();
        assertThat(written).contains(RecommendationTables.RECOMMENDATIONS, CleanTables.EVENTS);
        written.forEach(table -> OtherEnginesTest.assertReadsTheSame(path(folder, table), night.read(table)));
    }

    private static Path path(Path folder, Table table) {
        return folder.resolve("poker-training").resolve(table.name());
    }

    private static List<RunReport> run(Night night) {
        return List.of(
                night.runRange("ingest", START, END),
                night.runRange("item-activity", START, END),
                night.run("recommend", END));
    }
}
