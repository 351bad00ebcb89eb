package dev.almanac.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.common.testing.SharedSpark;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That {@code almanac} finds the benchmarks of this module and that they measure what they say. */
class BenchmarkCommandTest {

    /** Protects the way a command of another module comes in: without it, only this jar would know. */
    @Test
    void almanacListsTheBenchmarks() {
        assertThat(Shell.succeed("--help").out()).contains("benchmark");
        assertThat(Shell.succeed("benchmark").out())
                .contains("ml-100k", "occupations", "scoring", "publication", "schedule", "serving", "scale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml-100k", "occupations", "scoring", "publication", "schedule", "serving", "scale"})
    void everyBenchmarkSaysHowItIsCalled(String name) {
        assertThat(Shell.succeed("benchmark", name, "--help").out())
                .contains("--json=FILE", "almanac benchmark " + name);
    }

    @Test
    void anImpossibleSizeIsAnErrorOfTheCommandLine() {
        var result = Shell.run(
                "benchmark", "scale", "--domain", "poker-training", "--users", "0", "--items", "1", "--events", "1");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("users");
    }

    /** Both ways list the same items, so that the times compare the same work. */
    @Test
    void scoringListsWhatThePeerLists(@TempDir Path folder) throws IOException {
        SharedSpark.session();
        var file = folder.resolve("scoring.json");
        Shell.succeed(
                "benchmark",
                "scoring",
                "--users=60",
                "--items=50",
                "--seen=8",
                "--rank=4",
                "--top=5",
                "--rounds=1",
                "--json=" + file,
                "--set=logging.directory=" + folder.resolve("logs"));
        var json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("agreement").asDouble()).isGreaterThan(0.95);
        assertThat(json.get("top_lists_seconds").asDouble()).isPositive();
        assertThat(json.get("ratio").asDouble()).isPositive();
    }

    /** A night on generated files, small: every job of the schedules is measured, in time and memory. */
    @Test
    @Tag("long")
    void scaleMeasuresEveryJob(@TempDir Path folder) throws IOException {
        SharedSpark.session();
        var file = folder.resolve("scale.json");
        var shell = Shell.succeed(
                "benchmark",
                "scale",
                "--domain=poker-training",
                "--users=60",
                "--items=120",
                "--events=900",
                "--json=" + file,
                "--set=logging.directory=" + folder.resolve("logs"),
                "--set=jobs.ingest.max-bad-share=1");
        var json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("size").get("events").asLong()).isEqualTo(900);
        assertThat(json.get("machine").get("cores").asInt()).isPositive();
        assertThat(json.get("jobs").findValuesAsText("what"))
                .contains("generating", "ingest, all but the last day", "ingest, last day", "recommend, last day");
        assertThat(json.get("jobs")).allSatisfy(job -> {
            assertThat(job.get("peak_heap_mb").asLong()).isPositive();
            assertThat(job.get("ending").asText()).isIn("done", "published", "unchanged");
        });
        assertThat(json.get("jobs").get(0).get("rows").asLong()).isGreaterThan(900);
        assertThat(shell.out()).contains("peak heap", "Peak of the process");
    }
}
