package dev.almanac.benchmarks.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.benchmarks.Shell;
import dev.almanac.common.job.Progress;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.common.testing.TestWarehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationCostTest {
    /** Far above what is promised for a quiet machine: a run that did its work twice would still be found. */
    private static final double SUSPICIOUS = 8;

    /** Both ways write the same rows, and the steps are the whole run. */
    @Test
    void measuresBothWaysInOneSession(@TempDir Path folder) {
        var warehouse = TestWarehouse.in(folder, List.of(PublicationCost.READINGS));
        var medians = new PublicationCost(warehouse.environment(), Progress.SILENT).measure(400, 2, 3);

        assertThat(medians.steps().keySet())
                .containsExactly("leased", "started", "pinned", "staged", "audited", "published", "committed", "ended");
        assertThat(medians.steps().values().stream().mapToLong(Long::longValue).sum())
                .isBetween(medians.publishedRun() / 2, medians.publishedRun() * 2);
        assertThat(medians.ratio()).isBetween(1.0, SUSPICIOUS);
        assertThat(warehouse.read(PublicationCost.READINGS).count()).isEqualTo(400);
        var bare = new org.apache.hadoop.fs.Path(
                        warehouse.environment().warehouse().home(), "bare")
                .toString();
        assertThat(SharedSpark.session().read().format("delta").load(bare).count())
                .isEqualTo(400);
    }

    @Test
    void theRatioIsOfTheMedians() {
        assertThat(new PublicationCost.Medians(400, 1000, java.util.Map.of()).ratio())
                .isEqualTo(2.5);
    }

    @Test
    void writesItsResult(@TempDir Path folder) throws IOException {
        SharedSpark.session();
        var file = folder.resolve("publication.json");
        var shell = Shell.succeed(
                "benchmark",
                "publication",
                "--rows=40",
                "--warm-up=0",
                "--rounds=1",
                "--json=" + file,
                "--set=logging.directory=" + folder.resolve("logs"));
        var json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("ratio").asDouble())
                .isEqualTo(json.get("published_run_ms").asDouble()
                        / json.get("bare_overwrite_ms").asDouble());
        assertThat(json.get("steps").fieldNames()).toIterable().contains("staged", "audited", "committed");
        assertThat(shell.out()).contains("bare Delta overwrite", "ratio");
    }
}
