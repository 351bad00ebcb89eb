package dev.almanac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.Tables;
import dev.almanac.jobs.cli.session.Installation;
import dev.almanac.jobs.tables.ActivityTables;
import dev.almanac.jobs.tables.CleanTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of the commands that need no Spark, right and wrong. */
class ProgramTest {
    private record NoSettings() {}

    private static final class CountUses implements Job<NoSettings> {
        @Override
        public JobSpec<NoSettings> spec() {
            return JobSpec.daily("count-uses", "Counts uses.", NoSettings.class)
                    .reads(CleanTables.EVENTS)
                    .readsPrevious(ActivityTables.ITEM_ACTIVITY_DAILY)
                    .writes(ActivityTables.ITEM_ACTIVITY_DAILY);
        }

        @Override
        public Outputs compute(Inputs inputs, NoSettings settings, RunContext run) {
            throw new IllegalStateException("not called by these commands");
        }
    }

    private final Shell shell = new Shell(
            new Catalogue(List.of(new CountUses()), Tables.ALL),
            new Installation(Path.of(System.getProperty("almanac.root", ".."))));

    @Test
    void listAsJsonHasTheFieldsThatProgramsRelyOn() throws Exception {
        var list = new ObjectMapper().readTree(shell.run("list", "--json").out());
        assertThat(list).hasSize(1);
        assertThat(list.get(0).toString())
                .isEqualTo("{\"name\":\"count-uses\",\"schedule\":\"daily\",\"purpose\":\"Counts uses.\","
                        + "\"reads\":[\"events\",\"item_activity_daily\"],\"writes\":[\"item_activity_daily\"]}");
    }

    @Test
    void listShowsAJobPerLine() {
        assertThat(shell.run("list").out().lines().toList())
                .hasSize(3)
                .last()
                .asString()
                .contains("count-uses | daily");
    }

    @Test
    void describeExplainsAJob() {
        var described = shell.run("describe", "count-uses");
        assertThat(described.exitCode()).isZero();
        assertThat(described.out())
                .contains(
                        "Job count-uses (daily): Counts uses.",
                        "Publishes group activity",
                        "as published for an earlier window");
        assertThat(shell.run("describe", "count-uses", "--json").out()).contains("\"role\" : \"previous\"");
    }

    @Test
    void describeExplainsATable() {
        assertThat(shell.run("describe", "events").out()).contains("Table events:", "user_id", "Check ");
        assertThat(shell.run("describe", "events", "--json").out()).contains("\"grain\"");
    }

    @Test
    void anUnknownNameIsOneMessageAndExitTwo() {
        var failed = shell.run("describe", "evnts");
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines()).singleElement().asString().startsWith("Cannot describe 'evnts': ");
    }

    @Test
    void verboseShowsTheStackTrace() {
        var failed = shell.run("--verbose", "describe", "evnts");
        assertThat(failed.err()).contains("\tat dev.almanac.jobs.cli.describe.DescribeCommand");
        assertThat(shell.run("describe", "evnts", "--verbose").err()).contains("\tat ");
    }

    @Test
    void aMisspeltCommandOrOptionIsExitTwoWithAHint() {
        var command = shell.run("lst");
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err()).startsWith("Cannot run 'almanac': ").contains("did you mean 'list'?");
        var option = shell.run("list", "--jsn");
        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err()).startsWith("Cannot run 'almanac list': ").contains("--jsn", "did you mean '--json'?");
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        var help = shell.run();
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: almanac", "describe", "75");
    }

    @Test
    void aSubcommandHasHelp() {
        assertThat(shell.run("tables", "dictionary", "--help").out()).contains("Usage: almanac tables dictionary");
    }

    @Test
    void describeQuarantineSaysHowToRepairAndReplay() {
        assertThat(shell.run("describe", "quarantine").out())
                .contains("Table quarantine:", "almanac run replay-quarantine", "bad_timestamp");
    }

    @Test
    void describeExplainsADomain(@TempDir Path conf) throws IOException {
        domain(conf, "jobs.count-uses.enabled = true");
        var described = shell.run("describe", "shop", "--config", conf.toString());
        assertThat(described.err()).isEmpty();
        assertThat(described.out())
                .contains("Domain shop: A shop; days begin in zone Europe/Vienna", "| daily    | on");
        assertThat(shell.run("describe", "shop", "--json", "--config", conf.toString())
                        .out())
                .contains("\"zone\" : \"Europe/Vienna\"", "\"enabled\" : true");
    }

    @Test
    void validateConfigReportsEveryProblemWithItsPlace(@TempDir Path conf) throws IOException {
        domain(conf, "jobs.count-uses.enable = true", "warehouse.lease = soon");
        var failed = shell.run("validate-config", "--config", conf.toString(), "--env", "local");
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.err())
                .contains("shop in local: Cannot use the configuration: 2 problems", "shop.conf:4", "shop.conf:5")
                .contains("did you mean 'enabled'?");
    }

    @Test
    void validateConfigPassesWhatIsRight(@TempDir Path conf) throws IOException {
        domain(conf);
        var checked = shell.run("validate-config", "--config", conf.toString(), "--set", "retries.attempts=1");
        assertThat(checked.err()).isEmpty();
        assertThat(checked.out()).contains("shop in local: no problems", "shop in cluster: no problems");
    }

    /** A copy of the shipped configuration with one domain, whose file ends with the given lines. */
    private void domain(Path conf, String... lines) throws IOException {
        Files.createDirectories(conf.resolve("domains"));
        Files.createDirectories(conf.resolve("env"));
        // Without its jobs section: the jobs of this test's catalogue are others.
        var shipped = Files.readString(shell.context().installation().conf().resolve("almanac.conf"));
        Files.writeString(conf.resolve("almanac.conf"), shipped.substring(0, shipped.indexOf("# Each job's settings")));
        Files.writeString(conf.resolve("env/local.conf"), "");
        Files.writeString(conf.resolve("env/cluster.conf"), "");
        var head = List.of("domain.name = shop", "domain.title = A shop", "domain.zone = Europe/Vienna");
        Files.write(
                conf.resolve("domains/shop.conf"),
                Stream.concat(head.stream(), Stream.of(lines)).toList());
    }
}
