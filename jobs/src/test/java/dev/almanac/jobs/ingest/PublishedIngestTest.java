package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Window;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.Runner;
import dev.almanac.common.testing.TestWarehouse;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingest through the real runner into Delta tables: what is published fits the contracts, and a gate's refusal stays. */
class PublishedIngestTest {
    private static final List<Table> TABLES =
            Stream.concat(CleanTables.ALL.stream(), IngestTables.ALL.stream()).toList();
    private static final String SOURCES = """
            bad-share-min-rows = 2
            sources {
              users { path = "users*", target = users, kind = changes, read.format = jsonl
                columns { user_id = id, tags = tags, attributes = more, updated_at = at }
                rules.delete-when = "gone = 'true'" }
              items { path = "items*", target = items, kind = snapshot, read.format = csv
                columns { item_id = id, title = title, tags { sql = "split(tags, '[|]')" } } }
              events { path = "events*", target = events, read.format = csv
                columns { event_id { hash-of = [user, item, at] }, user_id = user, item_id = item
                  event_type { constant = view }, event_time = at, attributes { sql = "map('device', device)" } } }
              shown { path = "shown*", target = exposures, read.format = csv
                columns { exposure_id = id, user_id = user, item_id = item, rank = rank, shown_at = at } }
            }
            """;

    @TempDir
    private Path folder;

    private RunReport run(TestWarehouse warehouse, Desk desk, Instant end) {
        return runner(warehouse, desk).run(new Ingest(), hourTo(end));
    }

    private static Runner runner(TestWarehouse warehouse, Desk desk) {
        return warehouse.runner(RunObserver.SILENT, Map.of("ingest", desk.settings(SOURCES)));
    }

    private static Window hourTo(Instant end) {
        return new Window(end.minus(Duration.ofHours(1)), end);
    }

    private static List<String> texts(TestWarehouse warehouse, Table table, String sql) {
        return warehouse
                .read(table)
                .selectExpr("CAST(" + sql + " AS STRING)")
                .as(Encoders.STRING())
                .collectAsList()
                .stream()
                .sorted()
                .toList();
    }

    @Test
    void publishesWhatItReadAndNothingWhenTooMuchOfItIsBad() {
        var desk = new Desk(folder.resolve("landing"));
        var warehouse = TestWarehouse.in(folder.resolve("warehouse"), TABLES);
        desk.land(
                "users1.jsonl",
                "{\"id\":1,\"tags\":[\"a\",null],\"more\":{\"k\":\"v\"},\"at\":\"2026-03-01\"}\n{\"id\":2,\"at\":\"2026-03-01\"}\n");
        desk.land("items1.csv", "id,title,tags\ni1,One,a|b\n");
        desk.land("events1.csv", "user,item,at,device\n1,i1,2026-03-10,phone\n3,i1,2026-03-10,\n");
        desk.land("shown1.csv", "id,user,item,rank,at\ns1,1,i1,1,2026-03-10\n");

        var planned = runner(warehouse, desk).dryRun(new Ingest(), hourTo(Desk.END));
        assertThat(planned.outcome().message()).contains("reads 1 new file of source items, 25 bytes: ", "items1.csv");

        var first = run(warehouse, desk, Desk.END);
        assertThat(first.exitCode()).as("%s", first.outcome()).isZero();
        assertThat(texts(warehouse, CleanTables.USERS, "concat_ws(' ', user_id, tags, attributes['k'])"))
                .containsExactly("1 a v", "2");
        assertThat(texts(warehouse, CleanTables.EVENTS, "concat_ws(' ', user_id, event_date, attributes['device'])"))
                .containsExactly("1 2026-03-10 phone");
        assertThat(texts(warehouse, IngestTables.PENDING, "missing")).containsExactly("[users]");

        assertThat(runner(warehouse, desk)
                        .dryRun(new Ingest(), hourTo(Desk.END))
                        .outcome()
                        .message())
                .contains("finds nothing new for source items");

        // Deletes a user, finds another's row its parent, and has a file of which most is bad: all or nothing.
        desk.land("users2.jsonl", "{\"id\":2,\"gone\":true,\"at\":\"2026-03-02\"}\n{\"id\":3,\"at\":\"2026-03-02\"}\n");
        desk.land("events2.csv", "user,item,at,device\n1,i1,soon,phone\n1,i1,later,\n");
        var refused = run(warehouse, desk, Desk.END.plus(Duration.ofHours(1)));
        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.outcome().message()).contains("2 of 2 new rows of source events are bad");
        assertThat(texts(warehouse, CleanTables.USERS, "user_id")).containsExactly("1", "2");

        desk.land("events2.csv", "user,item,at,device\n1,i1,2026-03-09,phone\n1,i1,2026-03-08,\n");
        assertThat(run(warehouse, desk, Desk.END.plus(Duration.ofHours(1))).exitCode())
                .isZero();
        assertThat(texts(warehouse, CleanTables.USERS, "user_id")).containsExactly("1", "3");
        assertThat(texts(warehouse, CleanTables.EVENTS, "concat_ws(' ', user_id, event_date)"))
                .containsExactly("1 2026-03-08", "1 2026-03-09", "1 2026-03-10", "3 2026-03-10");
        assertThat(texts(warehouse, IngestTables.PENDING, "missing")).isEmpty();
    }

    /** The ledger goes back with the rows, so that nothing is lost and nothing taken twice. */
    @Test
    void theFilesOfRunsThatWereRolledBackAreReadAgainAfterTheRelease() {
        var desk = new Desk(folder.resolve("landing"));
        var warehouse = TestWarehouse.in(folder.resolve("warehouse"), TABLES);
        desk.land("users1.jsonl", "{\"id\":1,\"at\":\"2026-03-01\"}\n{\"id\":2,\"at\":\"2026-03-01\"}\n");
        desk.land("items1.csv", "id,title,tags\ni1,One,a\n");
        desk.land("events1.csv", "user,item,at,device\n1,i1,2026-03-10,\n");
        var good = run(warehouse, desk, Desk.END);
        assertThat(good.exitCode()).isZero();
        desk.land("events2.csv", "user,item,at,device\n2,i1,2026-03-10,\n");
        desk.land("users2.jsonl", "{\"id\":2,\"gone\":true,\"at\":\"2026-03-02\"}\n");
        var hourLater = Desk.END.plus(Duration.ofHours(1));
        assertThat(run(warehouse, desk, hourLater).exitCode()).isZero();
        var events = texts(warehouse, CleanTables.EVENTS, "user_id");
        var users = texts(warehouse, CleanTables.USERS, "user_id");

        var control = warehouse.control(Clock.systemUTC());
        control.rollback("clean", TABLES, good.runId());
        assertThat(texts(warehouse, CleanTables.EVENTS, "user_id")).containsExactly("1");
        assertThat(texts(warehouse, CleanTables.USERS, "user_id")).containsExactly("1", "2");
        assertThat(texts(warehouse, IngestTables.INGEST_FILES, "source")).containsExactly("events", "items", "users");
        assertThat(run(warehouse, desk, hourLater).exitCode()).isEqualTo(5);

        assertThat(control.release("clean")).isTrue();
        assertThat(run(warehouse, desk, hourLater).exitCode()).isZero();
        assertThat(texts(warehouse, CleanTables.EVENTS, "user_id")).isEqualTo(events);
        assertThat(texts(warehouse, CleanTables.USERS, "user_id"))
                .isEqualTo(users)
                .containsExactly("1");
        assertThat(texts(warehouse, IngestTables.INGEST_FILES, "source")).hasSize(5);
    }

    /** The repair that {@code describe quarantine} names, through MERGE and audit. */
    @Test
    void whatIsReplayedIsPublishedAndItsQuarantineRowSaysSo() {
        var sources = """
                bad-share-min-rows = 9
                sources.events { path = "events*", target = events, read.format = csv
                  columns { event_id = id, user_id = user, item_id = item, event_type { constant = view }
                    event_time { from = at, time = %s } } }
                """;
        var desk = new Desk(folder.resolve("landing"));
        var warehouse = TestWarehouse.in(folder.resolve("warehouse"), TABLES);
        desk.land("events1.csv", "id,user,item,at\na,u1,i1,2026-03-10\nb,u1,i1,10/03/2026\n");
        var runner = warehouse.runner(
                RunObserver.SILENT,
                Map.of(
                        "ingest",
                        desk.settings(sources.formatted("iso")),
                        "replay-quarantine",
                        desk.replay("", sources.formatted("\"dd/MM/yyyy\""))));
        assertThat(runner.run(new Ingest(), hourTo(Desk.END)).exitCode()).isZero();
        assertThat(texts(warehouse, CleanTables.EVENTS, "event_id")).containsExactly("a");

        var hour = hourTo(Desk.END.plus(Duration.ofHours(1)));
        assertThat(runner.dryRun(new ReplayQuarantine(), hour).outcome().message())
                .contains("tries again 1 rows of source events: bad_timestamp");
        assertThat(texts(warehouse, IngestTables.QUARANTINE, "status")).containsExactly("open");
        var replayed = runner.run(new ReplayQuarantine(), hour);
        assertThat(replayed.exitCode()).as(replayed.outcome().message()).isZero();
        assertThat(texts(warehouse, CleanTables.EVENTS, "concat_ws(' ', event_id, event_date)"))
                .containsExactly("a 2026-03-10", "b 2026-03-10");
        assertThat(texts(warehouse, IngestTables.QUARANTINE, "status")).containsExactly("replayed");
    }
}
