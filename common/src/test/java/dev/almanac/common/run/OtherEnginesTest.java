package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.RecordTables;
import dev.almanac.common.testing.KernelTable;
import dev.almanac.common.testing.SparkValues;
import dev.almanac.common.testing.TestWarehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What runs publish, in each write mode and written twice, reads the same without Spark. */
class OtherEnginesTest {
    private static final Instant FIRST_NIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private TestWarehouse warehouse;

    @BeforeEach
    void publishTwoDays() {
        warehouse = TestWarehouse.in(folder, Visits.TABLES);
        publish(FIRST_NIGHT, new Visits.Settings(3, "home"));
        publish(FIRST_NIGHT.plus(DAY), new Visits.Settings(5, "help"));
    }

    private void publish(Instant windowEnd, Visits.Settings settings) {
        var runner = warehouse.runner(RunObserver.SILENT, Map.of("visits", settings));
        var report = runner.run(new Visits(), new Window(windowEnd.minus(DAY), windowEnd));
        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> aPublishedTableReadsTheSameAtReaderVersionOne() {
        return Stream.concat(Visits.TABLES.stream(), RecordTables.ALL.stream())
                .map(table -> DynamicTest.dynamicTest(table.name(), () -> readsTheSame(table)));
    }

    private void readsTheSame(Table table) {
        var kernel = KernelTable.at(warehouse.environment().warehouse().path(table));
        assertThat(kernel.minReaderVersion()).isEqualTo(1);
        assertThat(kernel.rows())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(SparkValues.of(warehouse.read(table)));
    }
}
