package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of bad input: what is wrong, in which file and line, and the reason it is put aside with. All files are read
 * in one run; each also holds good rows, which must get through.
 */
class BadInputTest {
    private static final String SOURCES = """
            bad-share-min-rows = 1000
            sources {
              members { path = "members/*", target = users, read.format = csv
                columns { user_id = id, opted_out = optout, tags = tags } }
              things { path = "things/*", target = items, kind = changes, read.format = csv
                columns { item_id = id, available_from = from, available_until = until, updated_at = changed } }
              plain { path = "plain/*", target = events, read.format = csv, columns = ${COLUMNS} }
              strict { path = "strict/*", target = events, read.format = csv, columns = ${COLUMNS}, rules.strict = true }
              ascii { path = "ascii/*", target = events, read { format = csv, encoding = us-ascii }, columns = ${COLUMNS} }
              json { path = "json/*", target = events, read.format = jsonl, columns = ${COLUMNS} }
              parquet { path = "parquet/*.parquet", target = events, read.format = parquet, columns = ${COLUMNS} }
              records { path = "records/*", target = events, read.format = csv-multi-line, columns = ${COLUMNS} }
              named { path = "named/*", target = events, columns = ${COLUMNS}
                read { format = csv, landed-name = "hour-(yyyy-MM-dd'T'HH)" } }
              seconds { path = "seconds/*", target = events, read.format = csv
                columns = ${COLUMNS} { event_time { from = at, time = epoch-seconds } } }
              millis { path = "millis/*", target = events, read.format = csv
                columns = ${COLUMNS} { event_time { from = at, time = epoch-millis } } }
              computed { path = "computed/*", target = events, read.format = csv
                columns = ${COLUMNS} { value { sql = "100 / cast(stars as int)" } } }
              impatient { path = "impatient/*", target = events, read.format = csv, columns = ${COLUMNS}
                rules.grace = 0 days }
              shown { path = "shown/*", target = exposures, read.format = csv
                columns { exposure_id = id, user_id = user, item_id = item, rank = rank, propensity = p, shown_at = at } }
            }
            """;
    private static final String COLUMNS = "{ event_id = id, user_id = user, item_id = item, value = stars,"
            + " event_type { from = kind, values { v = view, l = like } }, event_time = at }";

    @TempDir
    private static Path folder;

    private static Desk desk;
    private static Map<String, List<Row>> quarantined;
    private static Map<String, List<Row>> ledger;

    static Stream<BadInputs.Case> cases() throws IOException {
        return BadInputs.cases();
    }

    @BeforeAll
    static void readEverythingOnce() throws IOException {
        desk = new Desk(folder);
        desk.land("members/known.csv", "id,optout,tags\nu1,false,\"[\"\"a\"\"]\"\n");
        desk.land("things/known.csv", "id,from,until,changed\ni1,,,2026-01-01\n");
        cases().forEach(row -> desk.land(row.file(), row.content(), Desk.LANDED));
        var result = desk.ingest(desk.settings(SOURCES.replace("${COLUMNS}", COLUMNS)), Desk.END);
        assertThat(result.objection()).isEqualTo(Optional.empty());
        quarantined = byFile(desk.read(IngestTables.QUARANTINE).collectAsList());
        ledger = byFile(desk.read(IngestTables.INGEST_FILES).collectAsList());
    }

    private static Map<String, List<Row>> byFile(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> {
            var path = Path.of(URI.create(row.getAs("file")));
            return path.getParent().getFileName() + "/" + path.getFileName();
        }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isPutAsideWithItsReasonAndPlace(BadInputs.Case row) {
        assertThat(quarantined.get(row.file())).hasSize(1).first().satisfies(found -> {
            assertThat(found.<String>getAs("reason")).isEqualTo(row.reason());
            assertThat(found.<Long>getAs("line")).isEqualTo(row.line());
            assertThat(found.<String>getAs("run_id")).isEqualTo("run-1");
            assertThat(found.<String>getAs("status")).isEqualTo("open");
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leavesNoRowOfItsFileUnaccountedFor(BadInputs.Case row) {
        var entry = ledger.get(row.file()).get(0);
        var outcomes = Stream.of("kept", "duplicates", "pending", "quarantined")
                .mapToLong(name -> entry.<Long>getAs(name))
                .sum();
        assertThat(entry.<Long>getAs("rows_in")).isEqualTo(outcomes);
        assertThat(entry.<Long>getAs("quarantined")).isEqualTo(1L);
    }

    @Test
    void goodRowsAroundBadOnesGetThrough() {
        var kept = desk.texts(CleanTables.EVENTS, "event_id");
        assertThat(kept).contains("too few columns", "too few columns!", "JSON cut off", "JSON cut off!");
        assertThat(kept).contains("latin", "rec1", "rec2", "a division by zero!");
        assertThat(kept.stream().filter(id -> id.startsWith("gz-")).count())
                .as("rows before the cut")
                .isPositive();
    }
}
