package dev.almanac.common.testing;

import static dev.almanac.common.testing.SameRows.assertSame;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.lake.RecordTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The comparison that other tests rely on does tell rows apart. */
class SameRowsTest {
    private static Dataset<Row> runs(String... outcomes) {
        var rows = TableRows.of(RecordTables.JOB_RUNS);
        for (int i = 0; i < outcomes.length; i++) {
            rows.row("""
                    {"run_id": "r%d", "phase": "ended", "job": "j", "window_start": "2026-11-21T00:00:00Z",
                     "window_end": "2026-11-22T00:00:00Z", "at": "2026-11-22T00:00:01Z", "outcome": "%s",
                     "settings_hash": "h", "code_version": "1"}""".formatted(i, outcomes[i]).replace("\n", " "));
        }
        return rows.dataset();
    }

    @Test
    void anotherValueAndAnotherNumberOfRowsAreDifferences() {
        assertSame(RecordTables.JOB_RUNS, runs("done", "done"), runs("done", "done"));
        assertThatThrownBy(() -> assertSame(RecordTables.JOB_RUNS, runs("done"), runs("failed")))
                .isInstanceOf(Throwable.class);
        assertThatThrownBy(() -> assertSame(RecordTables.JOB_RUNS, runs("done"), runs("done", "done")))
                .isInstanceOf(Throwable.class);
    }

    @Test
    void aRowWithoutARequiredColumnOrWithAnUnknownOneIsRefused() {
        assertThatThrownBy(() -> TableRows.of(RecordTables.JOB_RUNS)
                        .row("{\"run_id\": \"r\"}")
                        .dataset())
                .hasMessageContaining("leaves out the required column phase");
        assertThatThrownBy(() -> TableRows.of(RecordTables.JOB_RUNS)
                        .row("{\"run\": \"r\"}")
                        .dataset())
                .hasMessageContaining("has no column run");
    }
}
