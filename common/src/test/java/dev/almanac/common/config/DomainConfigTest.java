package dev.almanac.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.JobSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole configuration: the suite's settings and every job's, their problems together, and settings hashes. */
class DomainConfigTest {
    record Weight(int weight, @Default("") String phrase) {}

    record Trends(
            int windowDays,
            @Default("{}") Map<String, String> login,
            @Default("{}") Map<String, Weight> weights) {
        Trends {
            Require.positive("window-days", windowDays);
        }
    }

    record Nothing() {}

    private static final JobSpec<Trends> TRENDS = JobSpec.daily("item-trends", "Finds trends.", Trends.class);
    private static final JobSpec<Nothing> IDLE = JobSpec.weekly("idle", "Does nothing.", Nothing.class);

    @TempDir
    Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void files() {
        folder = ConfigFolder.in(directory)
                .with(
                        "almanac.conf",
                        ConfigFolder.SETTINGS + "jobs.item-trends { enabled = false, window-days = 7 }\n");
    }

    private DomainConfig bind(String... assignments) {
        return DomainConfig.bind(folder.load(assignments), List.of(TRENDS, IDLE));
    }

    private String refusal(String... assignments) {
        try {
            bind(assignments);
        } catch (AlmanacException refused) {
            assertThat(refused.failure()).isEqualTo(Failure.CONFIG);
            return folder.shorten(refused.getMessage());
        }
        throw new AssertionError("the configuration was accepted");
    }

    private String hash(String jobs, String... assignments) {
        folder.with("domains/shop.conf", ConfigFolder.DOMAIN + jobs);
        return bind(assignments).settingsHash(TRENDS);
    }

    @Test
    void settingsOfTheSuiteAndOfJobsAreBound() {
        folder.with("domains/shop.conf", ConfigFolder.DOMAIN + "jobs.item-trends { enabled = true }");

        var config = bind("jobs.item-trends.window-days=3");

        assertThat(config.settings().domain().zone().getId()).isEqualTo("Europe/Berlin");
        assertThat(config.enabled(TRENDS)).isTrue();
        assertThat(config.settingsOf(TRENDS).windowDays()).isEqualTo(3);
    }

    @Test
    void aJobThatIsNotConfiguredIsOff() {
        assertThat(bind().enabled(IDLE)).isFalse();
        assertThat(bind().settingsOf(IDLE)).isEqualTo(new Nothing());
    }

    @Test
    void problemsOfAllFilesAndOptionsAreReportedAtOnce() {
        folder.with("env/local.conf", "warehouse.path = \"s3a://bucket/w\"\n\nretries.atempts = 1")
                .with("domains/shop.conf", """
                        domain { name = shop, title = Shop, zone = Mars }
                        jobs {
                          item-trend { enabled = true }
                          item-trends { enabled = perhaps, window-days = 0 }
                        }
                        """);

        assertThat(refusal("logging.level=loud")).isEqualTo("""
                        Cannot use the configuration: 7 problems.
                          --set logging.level: logging.level: must be one of error, warn, info, debug, but is 'loud'
                          domains/shop.conf:1: domain.zone: must be a time zone, such as Europe/Berlin, but is 'Mars'
                          domains/shop.conf:3: jobs.item-trend: unknown key; did you mean 'item-trends'?
                          domains/shop.conf:4: jobs.item-trends.enabled: must be true or false, but is 'perhaps'
                          domains/shop.conf:4: jobs.item-trends.window-days: window-days = 0 must be greater than 0
                          env/local.conf:1: warehouse.path: path = s3a://bucket/w is on a store where two drivers that \
                        write one table can lose a commit: Delta 4.4.0 has a log store for many drivers only on local \
                        disks and HDFS. Use a local path or an hdfs: URI
                          env/local.conf:3: retries.atempts: unknown key; did you mean 'attempts'?
                        Correct what is listed; nothing was started.""");
    }

    /** A copied domain file would otherwise write into the tables of the domain it was copied from. */
    @Test
    void theDomainsNameMustBeThatOfItsFile() {
        folder.with("domains/shop.conf", "domain { name = library, title = Shop, zone = UTC }");

        assertThat(refusal())
                .contains(
                        "domains/shop.conf:1: domain.name: must be 'shop', the name of the domain's file, but is 'library'");
    }

    @Test
    void aSectionThatIsNoSectionIsReportedOnce() {
        assertThat(refusal("jobs.item-trends=on"))
                .contains("1 problem.", "--set jobs.item-trends: jobs.item-trends: must be a section");
        assertThat(refusal("jobs=on")).contains("--set jobs: jobs: must be a section");
    }

    /** An option that sets one key of a section does not make the option the place of the section's other keys. */
    @Test
    void aMissingKeyIsReportedInTheFileEvenWhenAnOptionSetsItsNeighbour() {
        folder.with("domains/shop.conf", "\ndomain { name = shop, title = Shop }");

        assertThat(refusal("domain.title=Other")).contains("\n  domains/shop.conf:2: domain.zone: is missing\n");
    }

    /** A job that takes over another's section has its mistakes too, but there is one thing to mend. */
    @Test
    void aMistakeInASectionThatTwoJobsShareIsReportedOnce() {
        folder.with(
                "almanac.conf",
                ConfigFolder.SETTINGS + "jobs.item-trends { window-days = 7 }\njobs.twins = ${jobs.item-trends}");
        var twins = JobSpec.daily("twins", "Finds trends too.", Trends.class);

        for (var problem : Map.of(
                        "jobs.item-trends.window-days=0", "jobs.item-trends.window-days: window-days = 0 must be",
                        "jobs.item-trends.windw=1", "jobs.item-trends.windw: unknown key",
                        "jobs.item-trends.window-days=null", "jobs.item-trends.window-days: is missing",
                        "jobs.item-trends.weights.view.phrase=saw", "jobs.item-trends.weights.view.weight: is missing",
                        "jobs.item-trends.weights.view={phrase=saw}",
                                "jobs.item-trends.weights.view.weight: is missing",
                        "jobs.item-trends.weights.view=often", "jobs.item-trends.weights.view: must be a section")
                .entrySet()) {
            assertThatThrownBy(() -> DomainConfig.bind(folder.load(problem.getKey()), List.of(TRENDS, IDLE, twins)))
                    .hasMessageContaining("1 problem.")
                    .hasMessageContaining("\n  --set jobs.item-trends.")
                    .hasMessageContaining(problem.getValue());
        }
    }

    @Test
    void localAndHdfsWarehousesAreAccepted() {
        assertThat(List.of("w", "/data/w", "file:///data/w", "hdfs://nn:8020/w"))
                .allSatisfy(path -> assertThat(bind("warehouse.path=" + path)
                                .settings()
                                .warehouse()
                                .path())
                        .isEqualTo(path));
    }

    @Test
    void theHashDoesNotDependOnOrderCommentsFilesOrTheSwitch() {
        var hash = hash("jobs.item-trends { window-days = 3, login { a = 1, b = 2 } }");

        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(hash(
                        "# more\njobs.item-trends { login { b = 2\n # other\n a = 1 }, enabled = true }",
                        "jobs.item-trends.window-days=3"))
                .isEqualTo(hash);
    }

    @Test
    void theHashChangesWithEveryValueAndWithItsPlace() {
        assertThat(List.of(
                        hash("jobs.item-trends { window-days = 3 }"),
                        hash("jobs.item-trends { window-days = 4 }"),
                        hash("jobs.item-trends { window-days = 3, login { a = 1 } }"),
                        hash("jobs.item-trends { window-days = 3, login { a = 2 } }"),
                        hash("jobs.item-trends { window-days = 3, login { b = 1 } }"),
                        hash("jobs.item-trends { window-days = 3, login { \"a=1\\nb\" = 1 } }")))
                .doesNotHaveDuplicates();
    }

    /** Changing a password must not look like changing a job, and a hash must not be a means to guess one. */
    @Test
    void secretsHaveNoPartInTheHash() {
        var secrets = "jobs.item-trends.login { password = %s, url = \"x:\"${DB_WORD}\"@y\" }";

        folder = folder.withVariable("DB_WORD", "swordfish");
        var before = hash(secrets.formatted("one"));
        var section = folder.load().at("jobs", "item-trends");
        assertThat(SettingsHash.canonical(section, Set.of())).doesNotContain("swordfish", "one");

        folder = folder.withVariable("DB_WORD", "catfish");
        assertThat(hash(secrets.formatted("two"))).isEqualTo(before);
    }

    @Test
    void aSecretFromTheEnvironmentIsInNoProblem() {
        folder = folder.withVariable("DB_WORD", "swordfish")
                .with(
                        "domains/shop.conf",
                        ConfigFolder.DOMAIN
                                + "jobs.item-trends { window-days = ${DB_WORD}, login = ${DB_WORD} }\n"
                                + "logging.level = \"a-\"${DB_WORD}\n"
                                + "warehouse.path = \"s3a://\"${DB_WORD}\n"
                                + "unknown = ${DB_WORD}");

        assertThat(refusal())
                .contains(
                        "5 problems",
                        "domains/shop.conf:2: jobs.item-trends.window-days: must be a whole number below 2147483648, but is '***'",
                        "domains/shop.conf:4: warehouse.path: path = *** is on a store")
                .doesNotContain("swordfish");
    }

    @Test
    void askingForAJobThatWasNotBoundIsABug() {
        var other = JobSpec.daily("other", "Another.", Nothing.class);

        assertThatThrownBy(() -> bind().enabled(other)).isInstanceOf(IllegalArgumentException.class);
    }
}
