package dev.almanac.jobs.tables;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.date;
import static dev.almanac.common.contract.Column.real;
import static dev.almanac.common.contract.Column.string;

import dev.almanac.common.contract.Table;
import java.time.Duration;

/** How much items are used. */
public final class ActivityTables {
    public static final Table ITEM_ACTIVITY_DAILY = Table.named("item_activity_daily")
            .purpose("How often each item was used on each day, for popularity and trends.")
            .grain("one row per day, item and event type")
            .columns(
                    date("activity_date").required().comment("The day, in the domain's zone."),
                    CleanColumns.itemId(),
                    string("event_type").required().comment("What was done."),
                    bigint("events").required().comment("Events of that day."),
                    bigint("users").required().comment("Distinct users of that day."),
                    real("value_sum").comment("Sum of the events' values; null where none has one."),
                    CleanColumns.runId())
            .key("activity_date", "item_id", "event_type")
            .check("some_events", "events >= 1 AND users >= 1 AND users <= events")
            .replaceWindow("activity_date")
            .partitionedBy("activity_date")
            .group(Groups.ACTIVITY)
            .owner("item-activity")
            .freshWithin(Duration.ofHours(30))
            .declare();

    private ActivityTables() {}
}
