package dev.almanac.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.lake.RecordTables;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.common.testing.TableRows;
import dev.almanac.jobs.Tables;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The queries of docs/operations.md can be answered, and mean what the page says. */
class QueriesTest {
    private static final String DIED = "NOT bool_or(phase = 'ended')";

    @BeforeEach
    void views() {
        Tables.ALL.forEach(table -> SharedSpark.session()
                .createDataFrame(List.<Row>of(), table.schema())
                .createOrReplaceTempView(table.name()));
    }

    private static List<String> queries() throws IOException {
        return Page.of("docs/operations.md").blocks().stream()
                .filter(block -> block.language().equals("sql"))
                .map(Page.Block::content)
                .toList();
    }

    /** In brackets, as `almanac sql` takes a query. */
    private static Dataset<Row> answer(String query) {
        return SharedSpark.session().sql("SELECT * FROM (\n" + query + "\n)");
    }

    @TestFactory
    Stream<DynamicTest> everyQueryFitsTheTables() throws IOException {
        return queries().stream()
                .map(query -> DynamicTest.dynamicTest(
                        query.lines().findFirst().orElseThrow().strip(),
                        () -> assertThat(answer(query).collectAsList()).isEmpty()));
    }

    @Test
    void onlyARunThatStartedDidNotEndAndIsPastItsLeaseHasDied() throws IOException {
        TableRows.of(RecordTables.JOB_RUNS)
                .row(run("died", "started", "2026-11-21T00:05:00Z"))
                .row(run("done", "started", "2026-11-21T00:05:00Z"))
                .row(run("done", "ended", null))
                .row(run("alive", "started", "2999-01-01T00:00:00Z"))
                .row(run("long", "started", "2026-11-21T00:05:00Z"))
                .row(run("long", "renewed", "2999-01-01T00:00:00Z"))
                .dataset()
                .createOrReplaceTempView(RecordTables.JOB_RUNS.name());
        var query = queries().stream()
                .filter(text -> text.contains(DIED))
                .findFirst()
                .orElseThrow();
        assertThat(answer(query).collectAsList())
                .extracting(row -> row.<String>getAs("run_id"))
                .containsExactly("died");
    }

    private static String run(String id, String phase, String leaseUntil) {
        var until = leaseUntil == null ? "null" : '"' + leaseUntil + '"';
        return """
                {"run_id":"%s","phase":"%s","job":"recommend","window_start":"2026-11-20T00:00:00Z",
                 "window_end":"2026-11-21T00:00:00Z","at":"2026-11-21T00:00:00Z","settings_hash":"x",
                 "code_version":"test","lease_until":%s}""".formatted(id, phase, until);
    }
}
