package dev.almanac.jobs.tables;

import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.timestamp;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.TableDraft;
import java.time.Duration;

/** What the declarations of clean tables share. */
final class CleanColumns {
    private static final Duration HOURLY_PROMISE = Duration.ofHours(3);

    private CleanColumns() {}

    static TableDraft clean(String name) {
        return Table.named(name).group(Groups.CLEAN).owner("ingest").freshWithin(HOURLY_PROMISE);
    }

    static Column userId() {
        return string("user_id").required().personal().comment("The user.");
    }

    static Column itemId() {
        return string("item_id").required().comment("The item.");
    }

    static Column updatedAt() {
        return timestamp("updated_at").comment("The source's own time of this version of the row.");
    }

    static Column sourceName() {
        return string("source").required().comment("The configured source the row came from.");
    }

    static Column runId() {
        return string("run_id").required().provenance().comment("The run that wrote the row.");
    }
}
