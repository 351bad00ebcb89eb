package dev.almanac.jobs.recommend;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Window;
import dev.almanac.common.testing.GivenInputs;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.tables.CleanTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A small world of users, items and events, for tests; rows are added in place. */
final class World {
    static final Instant END = Instant.parse("2026-03-01T00:00:00Z");

    final List<Row> users = new ArrayList<>();
    final List<Row> items = new ArrayList<>();
    final List<Row> events = new ArrayList<>();
    private int partitions = 2;

    /**
     * Forty users and forty items over sixty days.
     *
     * @param tastes whether the even users use only even items and the odd ones odd items, so that there is something to
     *     learn beyond popularity; without, everyone draws from the same few popular items
     */
    static World of(boolean tastes) {
        var world = new World();
        var random = new Random(11);
        for (int i = 0; i < 40; i++) {
            world.item("item-%02d".formatted(i), null, null);
            world.user("user-%02d".formatted(i), false);
        }
        for (int user = 0; user < 40; user++) {
            for (int n = 0; n < 22; n++) {
                double skewed = Math.pow(random.nextDouble(), tastes ? 1.2 : 3);
                int item = (int) (40 * skewed);
                int wanted = tastes ? item / 2 * 2 + user % 2 : item;
                var time = END.minus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 60)));
                world.event("user-%02d".formatted(user), "item-%02d".formatted(wanted), "use", time);
            }
        }
        return world;
    }

    World user(String id, boolean optedOut) {
        users.add(RowFactory.create(id, new String[0], Map.of(), optedOut, null, null, "test", "run-0"));
        return this;
    }

    /** A user of whom the country is known. */
    World userFrom(String country, String id) {
        users.add(RowFactory.create(id, new String[0], Map.of("country", country), false, null, null, "test", "run-0"));
        return this;
    }

    World item(String id, Instant from, Instant until) {
        items.add(RowFactory.create(
                id, id, null, new String[0], null, Map.of(), timestamp(from), timestamp(until), null, "test", "run-0"));
        return this;
    }

    World event(String user, String item, String type, Instant time) {
        var day = Date.valueOf(time.atZone(ZoneOffset.UTC).toLocalDate());
        var id = "event-" + events.size();
        events.add(RowFactory.create(id, user, item, type, null, timestamp(time), day, Map.of(), "test", "run-0"));
        return this;
    }

    /** In how many partitions every input comes. */
    World partitioned(int count) {
        partitions = count;
        return this;
    }

    GivenInputs inputs() {
        var spark = SharedSpark.session();
        return GivenInputs.before(END)
                .of(
                        CleanTables.USERS,
                        spark.createDataFrame(users, CleanTables.USERS.schema()).repartition(partitions))
                .of(
                        CleanTables.ITEMS,
                        spark.createDataFrame(items, CleanTables.ITEMS.schema()).repartition(partitions))
                .of(
                        CleanTables.EVENTS,
                        spark.createDataFrame(events, CleanTables.EVENTS.schema())
                                .repartition(partitions));
    }

    List<Row> rowsOf(Table table) {
        return Map.of(CleanTables.USERS, users, CleanTables.ITEMS, items, CleanTables.EVENTS, events)
                .get(table);
    }

    static RunContext run(String runId) {
        var services = new RunContext.Services(SharedSpark.session(), Progress.SILENT, SharedSpark.MEMORY);
        return new RunContext(
                new RunContext.RunIdentity(runId, "recommend", "test", false),
                new Window(END.minus(Duration.ofDays(1)), END),
                ZoneOffset.UTC,
                42,
                services);
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
