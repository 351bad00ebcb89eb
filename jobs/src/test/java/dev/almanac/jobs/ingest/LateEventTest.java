package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.job.Job;
import dev.almanac.common.job.Window;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.testing.TestWarehouse;
import dev.almanac.jobs.activity.ItemActivity;
import dev.almanac.jobs.tables.ActivityTables;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From landing file to published rows: an event five days late changes its own day, and no other day. */
class LateEventTest {
    private static final String SOURCES = """
            sources {
              users { path = "users*", target = users, kind = snapshot, read.format = csv, columns.user_id = id }
              items { path = "items*", target = items, kind = snapshot, read.format = csv, columns.item_id = id }
              events { path = "events*", target = events, read.format = csv
                columns { event_id = id, user_id = user, item_id = item
                  event_type { constant = view }, event_time = at } }
            }
            """;
    private static final Instant FIRST = Instant.parse("2026-03-11T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-03-12T00:00:00Z");

    @TempDir
    private Path folder;

    private Desk desk;
    private TestWarehouse warehouse;

    private void publishes(Job<?> job, Instant start, Instant end) {
        var settings = Map.of("ingest", desk.settings(SOURCES), "item-activity", new ItemActivity.Settings());
        var report = warehouse.runner(RunObserver.SILENT, settings).run(job, new Window(start, end));
        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
    }

    private List<String> activity() {
        return warehouse
                .read(ActivityTables.ITEM_ACTIVITY_DAILY)
                .selectExpr("concat_ws(' ', activity_date, item_id, events, users)")
                .as(Encoders.STRING())
                .collectAsList()
                .stream()
                .sorted()
                .toList();
    }

    @Test
    void changesItsOwnDaysPublishedRowsAndNoOtherDays() {
        desk = new Desk(folder.resolve("landing"));
        var tables = Stream.of(CleanTables.ALL, IngestTables.ALL, List.of(ActivityTables.ITEM_ACTIVITY_DAILY))
                .flatMap(List::stream)
                .toList();
        warehouse = TestWarehouse.in(folder.resolve("warehouse"), tables);
        desk.land("users.csv", "id\nann\nbob\n");
        desk.land("items.csv", "id\nx\n");
        desk.land("events1.csv", """
                id,user,item,at
                e1,ann,x,2026-03-05T10:00
                e2,ann,x,2026-03-06T10:00
                e3,ann,x,2026-03-07T10:00
                e4,ann,x,2026-03-10T10:00
                """);
        publishes(new Ingest(), FIRST.minus(Duration.ofHours(1)), FIRST);
        publishes(new ItemActivity(), FIRST.minus(Duration.ofDays(7)), FIRST);
        assertThat(activity())
                .containsExactly("2026-03-05 x 1 1", "2026-03-06 x 1 1", "2026-03-07 x 1 1", "2026-03-10 x 1 1");

        var late = """
                id,user,item,at
                e5,bob,x,2026-03-06T23:59
                e6,bob,x,2026-03-11T09:00
                """;
        desk.land("events2.csv", late.getBytes(StandardCharsets.UTF_8), FIRST.plus(Duration.ofHours(12)));
        publishes(new Ingest(), SECOND.minus(Duration.ofHours(1)), SECOND);
        publishes(new ItemActivity(), SECOND.minus(Duration.ofDays(1)), SECOND);
        assertThat(activity())
                .containsExactly(
                        "2026-03-05 x 1 1",
                        "2026-03-06 x 2 2",
                        "2026-03-07 x 1 1",
                        "2026-03-10 x 1 1",
                        "2026-03-11 x 1 1");
    }
}
