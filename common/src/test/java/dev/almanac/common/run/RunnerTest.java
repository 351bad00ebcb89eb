package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.RecordTables;
import dev.almanac.common.run.RunReport.Ending;
import dev.almanac.common.testing.TestWarehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    private static final Window DAY =
            Schedule.DAILY.windowEnding(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final Window NEXT_DAY =
            Schedule.DAILY.windowEnding(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private TestWarehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = TestWarehouse.in(folder, Visits.TABLES);
    }

    private RunReport run(Window window, long visits) {
        var settings = Map.of("visits", new Visits.Settings(visits, "/p"));
        return warehouse.runner(RunObserver.SILENT, settings).run(new Visits(), window);
    }

    private List<String> daily() {
        return warehouse.read(Visits.DAILY).orderBy("day", "page").collectAsList().stream()
                .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(3))
                .toList();
    }

    @Test
    void publishesEveryTableAndRecordsTheRun() {
        var report = run(DAY, 5);

        assertThat(report.outcome().ending()).as(report.outcome().message()).isEqualTo(Ending.PUBLISHED);
        assertThat(daily()).containsExactly("2026-11-21 /p0 5", "2026-11-21 /p1 6");
        var records = warehouse.read(RecordTables.JOB_RUNS).orderBy("at").collectAsList();
        assertThat(records).extracting(row -> row.<String>getAs("phase")).containsExactly("started", "ended");
        assertThat(records.get(1).<String>getAs("outcome")).isEqualTo("published");
        List<Row> outputs = records.get(1).getList(records.get(1).fieldIndex("outputs"));
        assertThat(outputs)
                .extracting(row -> row.getString(0))
                .containsExactly("visits_daily", "top_page", "seen_pages");
    }

    @Test
    void theSameRunTwiceLeavesTheSameRows() {
        run(DAY, 5);
        var first = daily();
        run(DAY, 5);
        assertThat(daily()).isEqualTo(first);
        assertThat(warehouse.read(Visits.SEEN).count()).isEqualTo(2);
    }

    @Test
    void anOldDayRunLateLeavesNewerDaysAndCurrentTablesAsTheyWere() {
        run(NEXT_DAY, 9);
        var late = run(DAY, 5);

        assertThat(late.outcome().lineage().outputs()).extracting("table").containsExactly("visits_daily");
        assertThat(daily())
                .containsExactly("2026-11-21 /p0 5", "2026-11-21 /p1 6", "2026-11-22 /p0 9", "2026-11-22 /p1 10");
        assertThat(warehouse.read(Visits.TOP).head().getLong(1)).isEqualTo(10);
    }

    @Test
    void rowsThatBreakTheContractArePublishedNowhere() {
        run(DAY, 5);
        var bad = run(NEXT_DAY, -7);

        assertThat(bad.exitCode()).isEqualTo(Failure.CONTRACT.exitCode());
        assertThat(bad.outcome().message())
                .contains("some_visits", "visits_daily", "visitor=***")
                .doesNotContain("anna");
        assertThat(daily()).containsExactly("2026-11-21 /p0 5", "2026-11-21 /p1 6");
    }
}
