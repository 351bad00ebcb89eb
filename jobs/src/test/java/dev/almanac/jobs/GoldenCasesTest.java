package dev.almanac.jobs;

import dev.almanac.common.job.Job;
import dev.almanac.common.testing.GoldenCase;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case in {@code src/test/resources/cases/<job>/<case>}. */
class GoldenCasesTest {
    @TestFactory
    Stream<DynamicTest> jobsYieldWhatTheirCasesSay() {
        return GoldenCase.below(Path.of("src/test/resources/cases")).stream()
                .map(golden -> DynamicTest.dynamicTest(
                        golden.job() + ": " + golden.folder().getFileName(), () -> golden.check(job(golden.job()))));
    }

    private static Job<?> job(String name) {
        return Jobs.ALL.stream()
                .filter(task -> task.spec().name().equals(name) && task instanceof Job<?>)
                .map(task -> (Job<?>) task)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No job " + name + " for the cases in its folder."));
    }
}
