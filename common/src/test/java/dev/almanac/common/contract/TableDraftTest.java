package dev.almanac.common.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A table that lacks what the dictionary and the runner need cannot be declared, so no job can write it. */
class TableDraftTest {
    @Test
    void everythingMissingIsNamedAtOnce() {
        assertThatThrownBy(() -> Table.named("Bad-Name")
                        .columns(Column.string("id").required())
                        .declare())
                .hasMessageContainingAll(
                        "Table Bad-Name: the name is not lower_snake_case",
                        "no purpose",
                        "no grain",
                        "no key",
                        "no write mode",
                        "no group",
                        "no owner",
                        "no freshness promise",
                        "column id has no comment");
    }

    @Test
    void whatDoesNotFitTogetherIsNamed() {
        assertThatThrownBy(() -> Table.named("visits")
                        .purpose("Visits.")
                        .grain("one row per visit")
                        .columns(
                                Column.string("id").comment("The key."),
                                Column.string("id").comment("Again."),
                                Column.string("visitor").personal().comment("Who."))
                        .key("id")
                        .partitionedBy("visitor")
                        .clusteredBy("day")
                        .replaceAll()
                        .group(new Group("visits", "For tests."))
                        .owner("test")
                        .freshWithin(Duration.ofDays(1))
                        .declare())
                .hasMessageContainingAll(
                        "column id is declared twice",
                        "there is no column day",
                        "personal column visitor in a path",
                        "key column id is not required");
    }
}
