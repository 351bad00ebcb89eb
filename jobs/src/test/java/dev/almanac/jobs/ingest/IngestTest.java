package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in, clean tables out: what a data engineer counts on from one hour to the next. */
class IngestTest {
    private static final String USERS = """
            sources.users {
              path = "users*.csv", target = users, kind = changes, read.format = csv
              columns { user_id = id, updated_at = changed, opted_out = { from = quiet, constant = "false" } }
              rules.delete-when = "gone = 'yes'"
            }
            """;
    private static final String ITEMS = """
            sources.items {
              path = "items*.csv", target = items, kind = snapshot, read.format = csv
              columns { item_id = sku, title = name }
            }
            """;
    private static final String EVENTS = """
            sources.events {
              path = "events*.jsonl", target = events, read.format = jsonl
              columns {
                event_id = id, user_id = who, item_id = what
                event_type = { from = kind, values { v = view, l = like } }
                value = stars
                event_time = { from = ts, time = epoch-seconds }
              }
              rules { grace = 2 days }
            }
            """;

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void openDesk() {
        desk = new Desk(folder);
    }

    private void landParents() {
        desk.land("users1.csv", "id,changed,quiet,gone\nu1,2026-03-01,,\nu2,2026-03-01,true,\n");
        desk.land("items1.csv", "sku,name\ni1,One\ni2,Two\n");
    }

    private static String event(String id, String user, String item, String day) {
        return "{\"id\":\"%s\",\"who\":\"%s\",\"what\":\"%s\",\"kind\":\"v\",\"ts\":%d}%n"
                .formatted(
                        id,
                        user,
                        item,
                        java.time.Instant.parse(day + "T10:00:00Z").getEpochSecond());
    }

    @Test
    void everyRowIsKeptOnceInTheDayItHappened() {
        landParents();
        desk.land("events1.jsonl", event("e1", "u1", "i1", "2026-03-10") + event("e2", "u2", "i2", "2026-03-05"));
        var settings = desk.settings(USERS + ITEMS + EVENTS);

        var result = desk.ingest(settings, Desk.END);

        assertThat(result.objection()).isEmpty();
        assertThat(desk.texts(CleanTables.EVENTS, "concat_ws(' ', event_id, user_id, event_type, event_date, source)"))
                .containsExactly("e1 u1 view 2026-03-10 events", "e2 u2 view 2026-03-05 events");
        assertThat(desk.texts(CleanTables.USERS, "concat_ws(' ', user_id, opted_out, updated_at)"))
                .containsExactly("u1 false 2026-03-01 00:00:00", "u2 true 2026-03-01 00:00:00");
        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("One", "Two");
        assertThat(desk.texts(IngestTables.TOUCHED_DAYS, "day")).containsExactly("2026-03-05", "2026-03-10");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "concat_ws(' ', source, rows_in, kept, duplicates, pending)"))
                .containsExactly("events 2 2 0 0", "items 2 2 0 0", "users 2 2 0 0");
    }

    @Test
    void theSameFilesAreNotReadTwice() {
        landParents();
        var settings = desk.settings(USERS + ITEMS);
        desk.ingest(settings, Desk.END);

        assertThat(desk.ingest(settings, Desk.END.plus(Duration.ofHours(1)))
                        .outputs()
                        .changes())
                .isEmpty();
    }

    @Test
    void eventsThatComeAgainAreDuplicatesWithinAFileAcrossFilesAndRuns() {
        landParents();
        desk.land("events1.jsonl", event("e1", "u1", "i1", "2026-03-10") + event("e1", "u2", "i2", "2026-03-10"));
        desk.land("events2.jsonl", event("e1", "u1", "i1", "2026-03-10"));
        var settings = desk.settings(USERS + ITEMS + EVENTS);
        desk.ingest(settings, Desk.END);
        desk.land("events3.jsonl", event("e1", "u2", "i2", "2026-03-10") + event("e2", "u2", "i2", "2026-03-10"));
        desk.ingest(settings, Desk.END);

        assertThat(desk.texts(CleanTables.EVENTS, "concat(event_id, user_id)")).containsExactly("e1u1", "e2u2");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "concat(regexp_extract(file, '[^/]*$', 0), ' ', duplicates)"))
                .contains("events1.jsonl 1", "events2.jsonl 1", "events3.jsonl 1");
    }

    @Test
    void aRowWaitsForItsParentAndIsKeptWhenThatArrives() {
        landParents();
        desk.land("events1.jsonl", event("e1", "u9", "i1", "2026-03-10"));
        var settings = desk.settings(USERS + ITEMS + EVENTS);
        desk.ingest(settings, Desk.END);
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).isEmpty();
        assertThat(desk.texts(IngestTables.PENDING, "concat_ws(' ', target, missing)"))
                .containsExactly("events users");

        // An hour in which nothing new lands leaves it waiting, and changes no table.
        assertThat(desk.ingest(settings, Desk.END.plus(Duration.ofHours(1)))
                        .outputs()
                        .changes())
                .isEmpty();

        desk.land("users2.csv", "id,changed,quiet,gone\nu9,2026-03-02,,\n");
        desk.ingest(settings, Desk.END.plus(Duration.ofHours(2)));
        assertThat(desk.texts(CleanTables.EVENTS, "concat_ws(' ', event_id, event_time, event_date)"))
                .containsExactly("e1 2026-03-10 10:00:00 2026-03-10");
        assertThat(desk.texts(IngestTables.PENDING, "target")).isEmpty();
        // The ledger says what happened when the file was read.
        assertThat(desk.texts(IngestTables.INGEST_FILES, "pending")).contains("1");
    }

    @Test
    void aRowWhoseParentDoesNotComeIsQuarantinedAfterTheGrace() {
        landParents();
        desk.land("events1.jsonl", event("e1", "u9", "i8", "2026-03-10"));
        var settings = desk.settings(USERS + ITEMS + EVENTS);
        desk.ingest(settings, Desk.END);
        desk.ingest(settings, Desk.END.plus(Duration.ofHours(47)));
        assertThat(desk.texts(IngestTables.QUARANTINE, "reason")).isEmpty();

        desk.ingest(settings, Desk.END.plus(Duration.ofDays(2)));

        assertThat(desk.texts(IngestTables.QUARANTINE, "concat_ws(' ', reason, detail, line, status)"))
                .containsExactly("orphan not found: items, users 1 open");
        assertThat(desk.texts(IngestTables.PENDING, "target")).isEmpty();
    }

    @Test
    void theNewestVersionWinsAndADeletedRowStaysAway() {
        desk.land("users1.csv", "id,changed,quiet,gone\nu1,2026-03-05,true,\nu1,2026-03-04,false,\n");
        var settings = desk.settings(USERS);
        desk.ingest(settings, Desk.END);
        assertThat(desk.texts(CleanTables.USERS, "opted_out")).containsExactly("true");

        desk.land("users2.csv", "id,changed,quiet,gone\nu1,2026-03-03,false,\n");
        desk.ingest(settings, Desk.END);
        assertThat(desk.texts(CleanTables.USERS, "opted_out")).containsExactly("true");

        desk.land("users3.csv", "id,changed,quiet,gone\nu1,2026-03-06,,yes\n");
        desk.ingest(settings, Desk.END);
        assertThat(desk.texts(CleanTables.USERS, "user_id")).isEmpty();
        assertThat(desk.texts(IngestTables.TOMBSTONES, "deleted_at")).containsExactly("2026-03-06 00:00:00");

        desk.land("users4.csv", "id,changed,quiet,gone\nu1,2026-03-05T12:00:00Z,false,\n");
        desk.ingest(settings, Desk.END);
        assertThat(desk.texts(CleanTables.USERS, "user_id")).isEmpty();
    }

    @Test
    void whatIsMissingFromANewerSnapshotIsGoneAndAnOlderOneChangesNothing() {
        desk.land("items1.csv", "sku,name\ni1,One\ni2,Two\n");
        var settings = desk.settings(ITEMS);
        desk.ingest(settings, Desk.END);

        desk.land(
                "items2.csv",
                "sku,name\ni2,Two\ni3,Three\n".getBytes(StandardCharsets.UTF_8),
                Desk.LANDED.plusSeconds(60));
        var second = desk.ingest(settings, Desk.END);
        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("Three", "Two");
        assertThat(second.outputs().changes().get(CleanTables.ITEMS).rows().count())
                .as("a row that says the same is not written again")
                .isEqualTo(1);

        desk.land("items3.csv", "sku,name\ni1,Old\n".getBytes(StandardCharsets.UTF_8), Desk.LANDED.minusSeconds(60));
        desk.ingest(settings, Desk.END);
        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("Three", "Two");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "duplicates")).containsExactly("0", "0", "1");
    }

    @Test
    void aFileThatChangesAfterItWasReadIsReportedOnce() {
        desk.land("items1.csv", "sku,name,extra\ni1,One,x\n");
        var settings = desk.settings(ITEMS);
        desk.ingest(settings, Desk.END);
        desk.land("items1.csv", "sku,name\ni1,One and more\n");

        desk.ingest(settings, Desk.END);

        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("One");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "note"))
                .containsExactly("columns not mapped: extra; changed after it was read, and was not read again:"
                        + " 24 bytes of 2026-03-10T12:00:00Z then, 25 bytes of 2026-03-10T12:00:00Z now");
        assertThat(desk.ingest(settings, Desk.END).outputs().changes()).isEmpty();
    }

    @Test
    void tooManyBadRowsPublishNothingAndAreSaidSo() {
        landParents();
        var settings = desk.settings(USERS + ITEMS + EVENTS + "max-bad-share = 0.3, bad-share-min-rows = 3");
        desk.land("events1.jsonl", event("e1", "u1", "i1", "2026-03-10") + "{\n{\n");

        var refused = desk.ingest(settings, Desk.END);

        assertThat(refused.objection())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("2 of 3 new rows of source events are bad, more than max-bad-share = 0.3. Correct")
                        .endsWith("limit."));
        assertThat(desk.texts(CleanTables.USERS, "user_id")).isEmpty();
        // Nothing was published, so the same files are taken once the limit allows it.
        desk.ingest(desk.settings(USERS + ITEMS + EVENTS), Desk.END);
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("e1");
    }

    @Test
    void aRunThatDiedIsRepeatedWithoutLossOrRepetition() {
        landParents();
        desk.land("events1.jsonl", event("e1", "u1", "i1", "2026-03-10") + event("e2", "u9", "i1", "2026-03-10"));
        var settings = desk.settings(USERS + ITEMS + EVENTS);

        desk.compute(new Ingest(), settings, Desk.END);
        desk.ingest(settings, Desk.END);

        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("e1");
        assertThat(desk.texts(IngestTables.PENDING, "line")).containsExactly("2");
    }

    @Test
    void aDeletedEventIsGoneAndItsDayTouched() {
        landParents();
        desk.land("events1.jsonl", event("e1", "u1", "i1", "2026-03-08") + event("e2", "u1", "i1", "2026-03-09"));
        var settings = desk.settings(USERS + ITEMS + EVENTS + "sources.events.rules.delete-when = \"gone = 'true'\"");
        desk.ingest(settings, Desk.END);

        desk.land("events2.jsonl", "{\"id\":\"e1\",\"gone\":true}\n");
        var end = Desk.END.plus(Duration.ofHours(1));
        desk.ingest(settings, end);
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("e2");
        assertThat(desk.texts(IngestTables.TOUCHED_DAYS, "concat_ws(' ', day, last_touched)"))
                .containsExactly("2026-03-08 2026-03-11 01:00:00", "2026-03-09 2026-03-11 00:00:00");

        desk.land("events3.jsonl", event("e1", "u1", "i1", "2026-03-08"));
        desk.ingest(settings, end);
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("e2");
    }

    @Test
    void aSnapshotWithARowThatCannotBeReadTakesNothingAway() {
        desk.land("items1.csv", "sku,name\ni1,One\ni2,Two\n");
        var settings = desk.settings(ITEMS);
        desk.ingest(settings, Desk.END);
        desk.land(
                "items2.csv",
                "sku,name\ni2,Two and more\ni1\n".getBytes(StandardCharsets.UTF_8),
                Desk.LANDED.plusSeconds(60));
        desk.ingest(settings, Desk.END);

        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("One", "Two and more");
    }

    @Test
    void oneFileMayFeedSeveralTables() {
        desk.land("events1.jsonl", event("e1", "u5", "i5", "2026-03-10") + event("e2", "u5", "i6", "2026-03-10"));
        desk.ingest(desk.settings(EVENTS + """
                        sources.found-users { path = "events*.jsonl", target = users, read.format = jsonl
                          columns.user_id = who }
                        sources.found-items { path = "events*.jsonl", target = items, read.format = jsonl
                          columns.item_id = what }
                        """), Desk.END);

        assertThat(desk.texts(CleanTables.USERS, "user_id")).containsExactly("u5");
        assertThat(desk.texts(CleanTables.ITEMS, "item_id")).containsExactly("i5", "i6");
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("e1", "e2");
    }
}
