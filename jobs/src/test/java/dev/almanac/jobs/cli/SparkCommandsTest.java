package dev.almanac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.tables.ActivityTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of the commands that run and read, over one small warehouse. */
class SparkCommandsTest {
    record Settings(int events) {}

    /** Writes one row a day; refuses to when told to write none. */
    private static final class CountUses implements Job<Settings> {
        @Override
        public JobSpec<Settings> spec() {
            return JobSpec.daily("count-uses", "Counts uses.", Settings.class)
                    .writes(ActivityTables.ITEM_ACTIVITY_DAILY);
        }

        @Override
        public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
            if (settings.events() == 0) {
                throw AlmanacException.cannot(Failure.INPUT, "count uses", "there are none", "Send some");
            }
            var day = run.window().days(run.zone()).get(0);
            return Outputs.of(
                    ActivityTables.ITEM_ACTIVITY_DAILY,
                    run.spark()
                            .sql(
                                    "SELECT DATE '%s' AS activity_date, 'a' AS item_id, 'use' AS event_type, %dL AS events,"
                                                    .formatted(day, settings.events())
                                            + " 1L AS users, CAST(NULL AS DOUBLE) AS value_sum, '%s' AS run_id"
                                                    .formatted(run.runId())));
        }
    }

    @TempDir
    static Path folder;

    private static Shop shop;

    @BeforeAll
    static void twoDays() throws IOException {
        SharedSpark.session();
        shop = Shop.in(folder, List.of(new CountUses()), """
                domain { name = shop, title = A shop, zone = Europe/Vienna }
                jobs.count-uses { enabled = true, events = 3 }
                """);
        var swapped = shop.run("backfill", "daily", "--from", "2026-11-22", "--to", "2026-11-20");
        assertThat(swapped.exitCode()).isEqualTo(2);
        assertThat(swapped.err()).contains("Cannot back-fill daily", "is not before", "Swap --from and --to");
        var filled = shop.run("backfill", "count-uses", "--from", "2026-11-20", "--to", "2026-11-22");
        assertThat(filled.exitCode()).as(filled.err()).isZero();
        assertThat(filled.out().lines()).hasSize(2).allMatch(line -> line.startsWith("published   count-uses"));
    }

    @Test
    void sqlSeesPublishedTablesAndRunRecords() throws IOException {
        var query = "SELECT activity_date, events, value_sum FROM item_activity_daily ORDER BY 1 -- by day";
        assertThat(shop.run("sql", query, "--format", "csv").out())
                .isEqualTo("activity_date,events,value_sum\n2026-11-20,3,\n2026-11-21,3,\n");
        assertThat(Shop.json(shop.run("sql", query + ";", "--format", "json")).toString())
                .isEqualTo("[{\"activity_date\":\"2026-11-20\",\"events\":3,\"value_sum\":null},"
                        + "{\"activity_date\":\"2026-11-21\",\"events\":3,\"value_sum\":null}]");
        assertThat(shop.run("sql", query).out().lines().toList().get(0)).contains("activity_date | events |");
        assertThat(shop.run("sql", "SELECT count(*) AS n FROM publications", "--format", "csv")
                        .out())
                .isEqualTo("n\n2\n");
        assertThat(shop.run("sql", "SELECT count(*) AS n FROM job_runs WHERE phase = 'ended'", "--format", "csv")
                        .out())
                .isEqualTo("n\n2\n");
    }

    @Test
    void sqlNamesTheViewsWhenThereIsNoSuchTable() {
        var failed = shop.run("sql", "SELECT * FROM item_activity");
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(Shop.errors(failed))
                .isEqualTo("Cannot answer the query: there is no table 'item_activity'. The views of domain shop are:"
                        + " item_activity_daily, publications, job_runs.");
    }

    /** Tables are written by runs alone. */
    @Test
    void sqlChangesNothing() {
        var path = folder.resolve("warehouse/shop/item_activity_daily");
        for (var statement : List.of("DELETE FROM delta.`" + path + "`", "DROP VIEW item_activity_daily")) {
            assertThat(shop.run("sql", statement).exitCode()).as(statement).isEqualTo(2);
        }
        assertThat(shop.run("sql", "SELECT count(*) AS n FROM item_activity_daily", "--format", "csv")
                        .out())
                .isEqualTo("n\n2\n");
    }

    @Test
    void fingerprintsAsJsonHaveTheFieldsThatProgramsRelyOn() throws IOException {
        var prints = Shop.json(shop.run("tables", "fingerprint", "--json"));
        assertThat(prints).hasSize(1);
        assertThat(prints.get(0).fieldNames()).toIterable().containsExactly("table", "rows", "hash");
        assertThat(prints.get(0).get("table").asText()).isEqualTo("shop.item_activity_daily");
        assertThat(prints.get(0).get("rows").asInt()).isEqualTo(2);
    }

    @Test
    void checkFindsRowsThatBreakTheContractAndExitsFour() {
        assertThat(shop.over("checked", "run", "count-uses", "--at", "2026-11-22")
                        .exitCode())
                .isZero();
        assertThat(shop.over("checked", "tables", "check").exitCode()).isZero();
        var path = folder.resolve("checked/shop/item_activity_daily");
        var spark = SharedSpark.session();
        // A publication by hand: the same row again, at the version that is published next.
        spark.sql("INSERT INTO delta.`%s` SELECT * FROM delta.`%s`".formatted(path, path));
        spark.sql(
                "UPDATE delta.`%s` SET tables = transform(tables, t -> named_struct('name', t.name, 'version', t.version + 1, 'window_end', t.window_end, 'slice', t.slice))"
                        .formatted(folder.resolve("checked/shop/publications")));
        var checked = shop.over("checked", "tables", "check");
        assertThat(checked.exitCode()).isEqualTo(4);
        assertThat(checked.out()).contains("rows repeat the key");
    }

    @Test
    void aFailedRunSaysWhyOnceAndExitsWithItsKind() {
        var failed =
                shop.over("failing", "run", "count-uses", "--at", "2026-11-22", "--set", "jobs.count-uses.events=0");
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.out()).startsWith("failed      count-uses");
        assertThat(Shop.errors(failed)).isEqualTo("Cannot count uses: there are none. Send some.");
        assertThat(shop.over(
                                "failing",
                                "run-schedule",
                                "daily",
                                "--at",
                                "2026-11-22",
                                "--set",
                                "jobs.count-uses.events=0")
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        var planned = shop.over("dry", "run", "count-uses", "--at", "2026-11-22", "--dry-run");
        assertThat(planned.exitCode()).isZero();
        assertThat(planned.out()).contains("planned     count-uses", "  writes item_activity_daily: ");
        assertThat(folder.resolve("dry/shop")).doesNotExist();
    }

    @Test
    void whatCannotStartExitsTwoBeforeSparkStarts() {
        assertThat(shop.run("run", "count-uses", "--at", "2026-11-22T05:00").err())
                .contains("at midnight in zone");
        assertThat(shop.run("run", "count-uses", "--at", "soon").exitCode()).isEqualTo(2);
        var off = shop.run("run", "count-uses", "--at", "2026-11-22", "--set", "jobs.count-uses.enabled=false");
        assertThat(off.exitCode()).isEqualTo(2);
        assertThat(off.err()).contains("has not switched it on", "jobs.count-uses.enabled = true");
        assertThat(shop.run("run", "count-use", "--at", "2026-11-22").err()).contains("did you mean 'count-uses'");
        assertThat(shop.run("run-schedule", "monthly", "--at", "2026-11-22").exitCode())
                .isEqualTo(2);
        assertThat(shop.run("rollback", "activty", "--to", "x").err()).contains("did you mean 'activity'");
    }

    /** A switched-off job is left out of its schedule, not run and not an error. */
    @Test
    void aScheduleWithoutJobsIsNoError() {
        var nothing = shop.run("run-schedule", "daily", "--at", "2026-11-22", "--set", "jobs.count-uses.enabled=false");
        assertThat(nothing.exitCode()).isZero();
        assertThat(nothing.out()).isEqualTo("Domain shop has switched on no daily job.\n");
    }

    @Test
    void aGroupIsRolledBackHeldAndReleased() throws IOException {
        for (var day : List.of("2026-11-21", "2026-11-22")) {
            assertThat(shop.over("rolled", "run-schedule", "daily", "--at", day).exitCode())
                    .isZero();
        }
        var runs = Shop.json(
                shop.over("rolled", "sql", "SELECT run_id FROM publications ORDER BY sequence", "--format", "json"));
        var first = runs.get(0).get("run_id").asText();
        var undone = shop.over("rolled", "rollback", "activity", "--to", first);
        assertThat(undone.exitCode()).as(undone.err()).isZero();
        assertThat(undone.out())
                .contains("took back " + runs.get(1).get("run_id").asText(), "almanac release activity");
        assertThat(shop.over("rolled", "sql", "SELECT count(*) AS n FROM item_activity_daily", "--format", "csv")
                        .out())
                .isEqualTo("n\n1\n");
        assertThat(shop.over("rolled", "run", "count-uses", "--at", "2026-11-22")
                        .exitCode())
                .isEqualTo(5);
        assertThat(shop.over("rolled", "release", "activity").exitCode()).isZero();
        var again = shop.over("rolled", "release", "activity");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("not held", "nothing to do");
        assertThat(shop.over("rolled", "run", "count-uses", "--at", "2026-11-22")
                        .exitCode())
                .isZero();
    }

    @Test
    void runsLeaveLinesWithTheirIdInTheLogFile() throws IOException {
        try (var logs = Files.list(folder.resolve("logs"))) {
            var lines = Files.readAllLines(logs.findFirst().orElseThrow());
            assertThat(lines)
                    .anyMatch(line -> line.contains("\"run\":\"count-uses.") && line.contains("The run is over"));
        }
    }

    @Test
    void everyDomainWithTablesIsLookedAtWhenNoneIsNamed() {
        var all = shop.ofAnyDomain("warehouse", "tables", "fingerprint");
        assertThat(all.out()).contains("shop.item_activity_daily");
        var none = shop.ofAnyDomain("nowhere", "tables", "check");
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(none.err()).contains("no domain has any in the warehouse");
    }
}
