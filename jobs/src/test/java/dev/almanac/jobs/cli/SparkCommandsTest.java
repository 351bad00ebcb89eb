package dev.almanac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.Tables;
import dev.almanac.jobs.cli.session.Installation;
import dev.almanac.jobs.tables.ActivityTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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

    private static Shell shell;

    @BeforeAll
    static void twoDays() throws IOException {
        SharedSpark.session();
        var root = Path.of(System.getProperty("almanac.root", ".."));
        shell = new Shell(new Catalogue(List.of(new CountUses()), Tables.ALL), new Installation(root));
        var conf = folder.resolve("conf");
        Files.createDirectories(conf.resolve("domains"));
        Files.createDirectories(conf.resolve("env"));
        var shipped = Files.readString(root.resolve("conf/almanac.conf"));
        Files.writeString(conf.resolve("almanac.conf"), shipped.substring(0, shipped.indexOf("# Each job's settings")));
        Files.writeString(conf.resolve("env/local.conf"), "");
        Files.writeString(conf.resolve("domains/shop.conf"), """
                domain { name = shop, title = A shop, zone = Europe/Vienna }
                jobs.count-uses { enabled = true, events = 3 }
                logging.directory = "%s"
                """.formatted(folder.resolve("logs")));
        var swapped = inShop("backfill", "daily", "--from", "2026-11-22", "--to", "2026-11-20");
        assertThat(swapped.exitCode()).isEqualTo(2);
        assertThat(swapped.err()).contains("Cannot back-fill daily", "is not before", "Swap --from and --to");
        var filled = inShop("backfill", "count-uses", "--from", "2026-11-20", "--to", "2026-11-22");
        assertThat(filled.exitCode()).as(filled.err()).isZero();
        assertThat(filled.out().lines()).hasSize(2).allMatch(line -> line.startsWith("published   count-uses"));
    }

    private static Shell.Result inShop(String... arguments) {
        return over("warehouse", arguments);
    }

    private static Shell.Result over(String warehouse, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of("--domain", "shop", "--config", folder.resolve("conf").toString()));
        all.addAll(List.of("--warehouse", folder.resolve(warehouse).toString()));
        return shell.run(all.toArray(String[]::new));
    }

    /** What was said beside progress, which is indented. */
    private static String errors(Shell.Result result) {
        return result.err().lines().filter(line -> !line.startsWith("  ")).collect(Collectors.joining("\n"));
    }

    private static JsonNode json(Shell.Result result) throws IOException {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return new ObjectMapper().readTree(result.out());
    }

    @Test
    void sqlSeesPublishedTablesAndRunRecords() throws IOException {
        var query = "SELECT activity_date, events, value_sum FROM item_activity_daily ORDER BY 1 -- by day";
        assertThat(inShop("sql", query, "--format", "csv").out())
                .isEqualTo("activity_date,events,value_sum\n2026-11-20,3,\n2026-11-21,3,\n");
        assertThat(json(inShop("sql", query + ";", "--format", "json")).toString())
                .isEqualTo("[{\"activity_date\":\"2026-11-20\",\"events\":3,\"value_sum\":null},"
                        + "{\"activity_date\":\"2026-11-21\",\"events\":3,\"value_sum\":null}]");
        assertThat(inShop("sql", query).out().lines().toList().get(0)).contains("activity_date | events |");
        assertThat(inShop("sql", "SELECT count(*) AS n FROM publications", "--format", "csv")
                        .out())
                .isEqualTo("n\n2\n");
        assertThat(inShop("sql", "SELECT count(*) AS n FROM job_runs WHERE phase = 'ended'", "--format", "csv")
                        .out())
                .isEqualTo("n\n2\n");
    }

    @Test
    void sqlNamesTheViewsWhenThereIsNoSuchTable() {
        var failed = inShop("sql", "SELECT * FROM item_activity");
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(errors(failed))
                .isEqualTo("Cannot answer the query: there is no table 'item_activity'. The views of domain shop are:"
                        + " item_activity_daily, publications, job_runs.");
    }

    /** Tables are written by runs alone. */
    @Test
    void sqlChangesNothing() {
        var path = folder.resolve("warehouse/shop/item_activity_daily");
        for (var statement : List.of("DELETE FROM delta.`" + path + "`", "DROP VIEW item_activity_daily")) {
            assertThat(inShop("sql", statement).exitCode()).as(statement).isEqualTo(2);
        }
        assertThat(inShop("sql", "SELECT count(*) AS n FROM item_activity_daily", "--format", "csv")
                        .out())
                .isEqualTo("n\n2\n");
    }

    @Test
    void fingerprintsAsJsonHaveTheFieldsThatProgramsRelyOn() throws IOException {
        var prints = json(inShop("tables", "fingerprint", "--json"));
        assertThat(prints).hasSize(1);
        assertThat(prints.get(0).fieldNames()).toIterable().containsExactly("table", "rows", "hash");
        assertThat(prints.get(0).get("table").asText()).isEqualTo("shop.item_activity_daily");
        assertThat(prints.get(0).get("rows").asInt()).isEqualTo(2);
    }

    @Test
    void checkFindsRowsThatBreakTheContractAndExitsFour() {
        assertThat(over("checked", "run", "count-uses", "--at", "2026-11-22").exitCode())
                .isZero();
        assertThat(over("checked", "tables", "check").exitCode()).isZero();
        var path = folder.resolve("checked/shop/item_activity_daily");
        var spark = SharedSpark.session();
        // A publication by hand: the same row again, at the version that is published next.
        spark.sql("INSERT INTO delta.`%s` SELECT * FROM delta.`%s`".formatted(path, path));
        spark.sql(
                "UPDATE delta.`%s` SET tables = transform(tables, t -> named_struct('name', t.name, 'version', t.version + 1, 'window_end', t.window_end, 'slice', t.slice))"
                        .formatted(folder.resolve("checked/shop/publications")));
        var checked = over("checked", "tables", "check");
        assertThat(checked.exitCode()).isEqualTo(4);
        assertThat(checked.out()).contains("rows repeat the key");
    }

    @Test
    void aFailedRunSaysWhyOnceAndExitsWithItsKind() {
        var failed = over("failing", "run", "count-uses", "--at", "2026-11-22", "--set", "jobs.count-uses.events=0");
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.out()).startsWith("failed      count-uses");
        assertThat(errors(failed)).isEqualTo("Cannot count uses: there are none. Send some.");
        assertThat(over("failing", "run-schedule", "daily", "--at", "2026-11-22", "--set", "jobs.count-uses.events=0")
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        var planned = over("dry", "run", "count-uses", "--at", "2026-11-22", "--dry-run");
        assertThat(planned.exitCode()).isZero();
        assertThat(planned.out()).contains("planned     count-uses", "  writes item_activity_daily: ");
        assertThat(folder.resolve("dry/shop")).doesNotExist();
    }

    @Test
    void whatCannotStartExitsTwoBeforeSparkStarts() {
        assertThat(inShop("run", "count-uses", "--at", "2026-11-22T05:00").err())
                .contains("at midnight in zone");
        assertThat(inShop("run", "count-uses", "--at", "soon").exitCode()).isEqualTo(2);
        var off = inShop("run", "count-uses", "--at", "2026-11-22", "--set", "jobs.count-uses.enabled=false");
        assertThat(off.exitCode()).isEqualTo(2);
        assertThat(off.err()).contains("has not switched it on", "jobs.count-uses.enabled = true");
        assertThat(inShop("run", "count-use", "--at", "2026-11-22").err()).contains("did you mean 'count-uses'");
        assertThat(inShop("run-schedule", "monthly", "--at", "2026-11-22").exitCode())
                .isEqualTo(2);
        assertThat(inShop("rollback", "activty", "--to", "x").err()).contains("did you mean 'activity'");
    }

    /** A switched-off job is left out of its schedule, not run and not an error. */
    @Test
    void aScheduleWithoutJobsIsNoError() {
        var nothing = inShop("run-schedule", "daily", "--at", "2026-11-22", "--set", "jobs.count-uses.enabled=false");
        assertThat(nothing.exitCode()).isZero();
        assertThat(nothing.out()).isEqualTo("Domain shop has switched on no daily job.\n");
    }

    @Test
    void aGroupIsRolledBackHeldAndReleased() throws IOException {
        for (var day : List.of("2026-11-21", "2026-11-22")) {
            assertThat(over("rolled", "run-schedule", "daily", "--at", day).exitCode())
                    .isZero();
        }
        var runs = json(over("rolled", "sql", "SELECT run_id FROM publications ORDER BY sequence", "--format", "json"));
        var first = runs.get(0).get("run_id").asText();
        var undone = over("rolled", "rollback", "activity", "--to", first);
        assertThat(undone.exitCode()).as(undone.err()).isZero();
        assertThat(undone.out())
                .contains("took back " + runs.get(1).get("run_id").asText(), "almanac release activity");
        assertThat(over("rolled", "sql", "SELECT count(*) AS n FROM item_activity_daily", "--format", "csv")
                        .out())
                .isEqualTo("n\n1\n");
        assertThat(over("rolled", "run", "count-uses", "--at", "2026-11-22").exitCode())
                .isEqualTo(5);
        assertThat(over("rolled", "release", "activity").exitCode()).isZero();
        var again = over("rolled", "release", "activity");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("not held", "nothing to do");
        assertThat(over("rolled", "run", "count-uses", "--at", "2026-11-22").exitCode())
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
        var all = shell.run(
                "tables",
                "fingerprint",
                "--config",
                folder.resolve("conf").toString(),
                "--warehouse",
                folder.resolve("warehouse").toString());
        assertThat(all.out()).contains("shop.item_activity_daily");
        var none = shell.run(
                "tables",
                "check",
                "--config",
                folder.resolve("conf").toString(),
                "--warehouse",
                folder.resolve("nowhere").toString());
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(none.err()).contains("no domain has any in the warehouse");
    }
}
