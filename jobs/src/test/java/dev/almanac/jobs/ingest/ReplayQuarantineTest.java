package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad rows are not lost: once their cause is repaired they are taken, and only then. */
class ReplayQuarantineTest {
    private static final String STATUS = "concat_ws(' ', line, reason, status)";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void readWithAWrongMapping() {
        desk = new Desk(folder);
        desk.land(
                "e.csv", "id,user,item,kind,at\na,u1,i1,v,2026-03-10\nb,u1,i1,x,2026-03-10\nc,u1,i1,v,soon\nd,u1,i1\n");
        desk.ingest(desk.settings(source("v = view")), Desk.END);
        assertThat(desk.texts(IngestTables.QUARANTINE, STATUS))
                .containsExactly("3 unknown_value open", "4 bad_timestamp open", "5 malformed_row open");
    }

    private static String source(String values) {
        return """
               sources.e { path = "*.csv", target = events, read.format = csv, columns {
                 event_id = id, user_id = user, item_id = item, event_time = at
                 event_type { from = kind, values { %s } } } }
               """.formatted(values);
    }

    private Desk.Result replay(String settings, String values) {
        return desk.run(
                new ReplayQuarantine(), desk.replay(settings, source(values)), Desk.END.plus(Duration.ofHours(1)));
    }

    /** Of a row that is none nothing can be said by column. */
    @Test
    void theDetailNamesTheColumnAndItsValueWhereThereIsOne() {
        assertThat(desk.texts(IngestTables.QUARANTINE, "concat(line, ' ', coalesce(detail, 'nothing'))"))
                .containsExactly("3 event_type: 'x'", "4 event_time: 'soon'", "5 nothing");
    }

    @Test
    void rowsThatACorrectedMappingTakesAreKeptAndTheOthersStayOpen() {
        replay("", "v = view, x = extra");

        assertThat(desk.texts(CleanTables.EVENTS, "concat_ws(' ', event_id, event_type, source)"))
                .containsExactly("a view e", "b extra e");
        assertThat(desk.texts(IngestTables.QUARANTINE, STATUS))
                .containsExactly("3 unknown_value replayed", "4 bad_timestamp open", "5 malformed_row open");
        assertThat(desk.texts(IngestTables.TOUCHED_DAYS, "day")).containsExactly("2026-03-10");
        // The ledger says what happened when the file was read.
        assertThat(desk.texts(IngestTables.INGEST_FILES, "quarantined")).containsExactly("3");
    }

    @Test
    void replayingTwiceTakesARowOnce() {
        replay("", "v = view, x = extra");
        replay("", "v = view, x = extra");

        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("a", "b");
        assertThat(desk.texts(IngestTables.QUARANTINE, "status")).containsExactly("open", "open", "replayed");
    }

    @Test
    void onlyTheChosenRowsAreReplayed() {
        replay("reasons = [bad_timestamp]", "v = view, x = extra");

        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("a");
    }

    @Test
    void discardedRowsAreGivenUpForGood() {
        replay("action = discard, reasons = [malformed_row]", "v = view");
        replay("", "v = view");

        assertThat(desk.texts(IngestTables.QUARANTINE, STATUS))
                .containsExactly("3 unknown_value open", "4 bad_timestamp open", "5 malformed_row discarded");
    }

    @Test
    void discardingEverythingByMistakeIsRefused() {
        assertThatThrownBy(() -> replay("action = discard", "v = view"))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("needs source, reasons or file");
    }

    @Test
    void aMisspeltSourceIsRefused() {
        assertThatThrownBy(() -> replay("source = ee", "v = view"))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("source = ee is none of e; did you mean 'e'?");
    }

    /** Who renames a source hears that its bad rows wait for nobody; they can still be given up. */
    @Test
    void rowsOfASourceThatIsGoneStayOpenAndAreToldOf() {
        var renamed = source("v = view").replace("sources.e ", "sources.later ");
        desk.run(new ReplayQuarantine(), desk.replay("", renamed), Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.texts(IngestTables.QUARANTINE, "status")).containsExactly("open", "open", "open");
        assertThat(desk.warnings()).singleElement().asString().startsWith("rows of source e stay open");

        desk.run(
                new ReplayQuarantine(),
                desk.replay("action = discard, source = e", renamed),
                Desk.END.plus(Duration.ofHours(2)));
        assertThat(desk.texts(IngestTables.QUARANTINE, "status")).containsOnly("discarded");
    }

    @Test
    void aMisspeltReasonIsRefused() {
        assertThatThrownBy(() -> replay("reasons = [bad_time]", "v = view"))
                .isInstanceOf(AlmanacException.class)
                .hasMessageContaining("is none of unreadable_file");
    }

    @Test
    void anOrphanIsTakenOnceItsParentIsThere() {
        var users = "sources.u { path = \"*.users\", target = users, read.format = jsonl, columns.user_id = id }\n";
        var values = "v = view, x = extra";
        var impatient = source(values) + "sources.e.rules.grace = 0 days\n" + users;
        desk.land("f.csv", "id,user,item,kind,at\nf,u7,i1,v,2026-03-10\n");
        desk.ingest(desk.settings(impatient), Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.texts(IngestTables.QUARANTINE, "reason")).contains("orphan");

        desk.land("now.users", "{\"id\":\"u7\"}\n");
        desk.ingest(desk.settings(impatient), Desk.END.plus(Duration.ofHours(2)));
        desk.run(
                new ReplayQuarantine(),
                desk.replay("reasons = [orphan]", impatient),
                Desk.END.plus(Duration.ofHours(3)));

        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("a", "f");
    }

    /** As docs/operations.md says: what waits was mapped when it was read, so a corrected mapping alone does not help it. */
    @Test
    void whatWaitsByAWrongMappingIsReplayedOnceItsGraceIsTakenAway() {
        var users = "sources.u { path = \"*.users\", target = users, read.format = jsonl, columns.user_id = id }\n";
        var right = source("v = view") + users;
        desk.land("now.users", "{\"id\":\"u7\"}\n");
        desk.land("f.csv", "id,user,item,kind,at\nf,u7,i1,v,2026-03-10\n");
        desk.ingest(
                desk.settings(right.replace("user_id = user", "user_id = item")), Desk.END.plus(Duration.ofHours(1)));
        desk.ingest(desk.settings(right), Desk.END.plus(Duration.ofHours(2)));
        assertThat(desk.texts(IngestTables.PENDING, "missing")).containsExactly("[users]");

        var impatient = right + "sources.e.rules.grace = 0 days\n";
        desk.ingest(desk.settings(impatient), Desk.END.plus(Duration.ofHours(3)));
        desk.run(new ReplayQuarantine(), desk.replay("reasons = [orphan]", right), Desk.END.plus(Duration.ofHours(4)));

        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("a", "f");
        assertThat(desk.texts(IngestTables.PENDING, "missing")).isEmpty();
    }
}
