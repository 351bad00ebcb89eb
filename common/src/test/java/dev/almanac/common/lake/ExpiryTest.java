package dev.almanac.common.lake;

import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Table;
import dev.almanac.common.testing.SharedSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a contract keeps for a time goes after it, whatever the write mode. */
class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private static final Table NOTES = Table.named("notes")
            .purpose("Notes.")
            .grain("one row per note")
            .columns(
                    string("note_id").required().comment("The note."),
                    timestamp("noted_at").required().comment("When it was made."))
            .key("note_id")
            .upsert()
            .group(Readings.GROUP)
            .owner("readings")
            .freshWithin(Duration.ofHours(3))
            .keepFor(Duration.ofDays(90), "noted_at")
            .declare();

    /** Such as quarantine, which holds personal values: also its newest rows go when their time is over. */
    @Test
    void upsertedRowsGoWhenTheirTimeIsOverAlsoTheNewest(@TempDir Path folder) {
        var warehouse = new Warehouse(new org.apache.hadoop.fs.Path(folder.toUri()), "test", new Configuration(false));
        var tables =
                Lake.open(SharedSpark.session(), warehouse, Duration.ofDays(7)).tables();
        var rows = SharedSpark.session()
                .sql("SELECT * FROM VALUES ('old', TIMESTAMP '2026-08-24T23:59:59Z'), ('edge', TIMESTAMP"
                        + " '2026-08-25T00:00:00Z') AS t(note_id, noted_at)");
        new TableWriter(tables).publish(new StagedChange(NOTES, rows, Optional.empty(), Optional.empty()), 2, "run");

        assertThat(drop(tables, NOW)).isEqualTo(1);
        assertThat(tables.newest(NOTES).select("note_id").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("edge");
        assertThat(drop(tables, NOW)).isZero();
        assertThat(drop(tables, NOW.plusSeconds(1))).isEqualTo(1);
        assertThat(tables.newest(NOTES).isEmpty()).isTrue();
    }

    private static long drop(DeltaTables tables, Instant end) {
        var run = new Publication.Run("maintain-tables", "run", end.minus(Duration.ofDays(7)), end);
        var expiry = new Expiry(tables, new TableMaintenance.Occasion(run, LocalDate.parse("2026-11-23"), false));
        var plan = expiry.plan(NOTES, tables.newestVersion(NOTES).orElseThrow());
        plan.ifPresent(found -> expiry.execute(NOTES, found));
        return plan.map(Expiry.Plan::rows).orElse(0L);
    }
}
