package dev.almanac.benchmarks.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.testing.TestWarehouse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationCostTest {
    @Test
    void measuresBothWaysInOneSession(@TempDir Path folder) {
        var environment =
                TestWarehouse.in(folder, List.of(PublicationCost.READINGS)).environment();
        var medians = new PublicationCost(environment).measure(4000, 6, 7);
        System.out.println(medians);
        assertThat(medians.steps()).containsKeys("STAGED", "COMMITTED");
    }
}
