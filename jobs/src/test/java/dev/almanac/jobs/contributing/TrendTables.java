package dev.almanac.jobs.contributing;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.date;
import static dev.almanac.common.contract.Column.string;

import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import java.time.Duration;

/** CONTRIBUTING.md's example of a table. */
final class TrendTables {
    // tag::table
    static final Group TRENDS = new Group("trends", "What is gaining.");

    public static final Table ITEM_TRENDS = Table.named("item_trends")
            .purpose("Which items are used more than before.")
            .grain("one row per day and item")
            .columns(
                    date("trend_date").required().comment("The day, in the domain's zone."),
                    string("item_id").required().comment("The item."),
                    bigint("uses").required().comment("Events in the days up to this one."),
                    bigint("uses_before").required().comment("Events in as many days before."),
                    string("run_id").required().provenance().comment("The run that wrote the row."))
            .key("trend_date", "item_id")
            .check("rising", "uses > uses_before")
            .replaceWindow("trend_date")
            .group(TRENDS)
            .owner("item-trends")
            .freshWithin(Duration.ofHours(30))
            .declare();
    // end::table

    private TrendTables() {}
}
