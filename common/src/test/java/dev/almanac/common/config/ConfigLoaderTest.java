package dev.almanac.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file wins, where values come from, and what is said of files that are missing or malformed. */
class ConfigLoaderTest {
    @TempDir
    Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void files() {
        folder = ConfigFolder.in(directory);
    }

    private String value(LayeredConfig config, String key) {
        return config.at(key).text() + " at "
                + folder.shorten(config.at(key).place().toString());
    }

    private void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AlmanacException.class, refused -> {
            assertThat(refused.failure()).isEqualTo(Failure.CONFIG);
            assertThat(folder.shorten(refused.getMessage())).isEqualTo(message);
        });
    }

    @Test
    void domainsLieOverEnvironmentsOverDefaultsAndSetOverAll() {
        folder.with("almanac.conf", "a = 1\nb = 1\nc = 1\nd = 1")
                .with("env/local.conf", "b = 2\nc = 2\nd = 2")
                .with("domains/shop.conf", "c = 3\nd = 3");

        var config = folder.load("d=4");

        assertThat(List.of(value(config, "a"), value(config, "b"), value(config, "c"), value(config, "d")))
                .containsExactly(
                        "1 at almanac.conf:1", "2 at env/local.conf:1", "3 at domains/shop.conf:1", "4 at --set d");
    }

    @Test
    void theLastOfTwoSetsOfOneKeyWins() {
        assertThat(folder.load("a=1", "a=2").at("a").text()).isEqualTo("2");
    }

    @Test
    void aSetValueIsTakenLiterallySoThatPathsNeedNoQuotes() {
        var config = folder.load("a=hdfs://host:8020/x#y", "b=[1, 2]", "c.\"x.y\"=\"q\"", "warehouse.path=null");

        assertThat(config.at("a").text()).isEqualTo("hdfs://host:8020/x#y");
        assertThat(config.at("b").children()).extracting(ConfigNode::text).containsExactly("1", "2");
        assertThat(config.at("c", "x.y").text()).isEqualTo("q");
        assertThat(config.at("warehouse", "path").kind()).isEqualTo(ConfigNode.Kind.ABSENT);
    }

    @Test
    void malformedSetsAreNamed() {
        assertThatThrownBy(() -> SetOption.parse("novalue"))
                .hasMessage("Cannot understand --set novalue: it is not of the form key=value."
                        + " Write for example --set retries.attempts=1.");
        assertThatThrownBy(() -> folder.load("a..b=1", "c=[1"))
                .hasMessageContaining("2 problems")
                .hasMessageContaining("\n  --set a..b: ")
                .hasMessageContaining("\n  --set c: ");
    }

    @Test
    void substitutionsSeeAllLayers() {
        folder.with("almanac.conf", "base = /data\npath = ${base}/events");

        assertThat(folder.load("base=/other").at("path").text()).isEqualTo("/other/events");
    }

    @Test
    void environmentVariablesReplaceDefaultsOnlyWhereTheyAreSet() {
        folder.with("almanac.conf", "a = default\na = ${?ALMANAC_A}\nb = default\nb = ${?ALMANAC_B}");

        var config = folder.withVariable("ALMANAC_A", "from outside").load();

        assertThat(config.at("a").text()).isEqualTo("from outside");
        assertThat(config.at("b").text()).isEqualTo("default");
    }

    /** A value from the environment has no line of its own; a problem must still name the line that asked for it. */
    @Test
    void aValueFromTheEnvironmentStandsWhereItIsSubstituted() {
        folder.with("almanac.conf", "\n\na = ${ALMANAC_A}");

        var place = folder.withVariable("ALMANAC_A", "x").load().at("a").place();

        assertThat(folder.shorten(place.toString())).isEqualTo("almanac.conf:3");
    }

    @Test
    void anUnknownDomainAndEnvironmentAreReportedTogetherWithTheKnownOnes() {
        folder.with("domains/library.conf", "").with("domains/shop.words.conf", "");

        assertRefused(() -> folder.loader().load("locla", Optional.of("shpo"), List.of()), """
                Cannot load the configuration: 2 problems.
                  domains/shpo.conf: there is no domain 'shpo'; did you mean 'shop'? Known: library, shop
                  env/locla.conf: there is no environment 'locla'; did you mean 'local'? Known: local
                Correct what is listed; nothing was started.""");
    }

    @Test
    void syntaxErrorsOfAllFilesAreReportedWithTheirLines() {
        folder.with("almanac.conf", "a = 1\nb = c:d\n").with("domains/shop.conf", "x = [1, 2\n\n");

        assertThatThrownBy(folder::load)
                .satisfies(thrown -> assertThat(folder.shorten(thrown.getMessage()))
                        .contains("2 problems", "\n  almanac.conf:2: Expecting", "\n  domains/shop.conf:3: "));
    }

    @Test
    void aMissingDefaultsFileAndAMissingIncludeAreNamed() {
        folder.with("env/local.conf", "\ninclude required(\"nowhere.conf\")");

        assertThatThrownBy(folder::load)
                .satisfies(thrown -> assertThat(folder.shorten(thrown.getMessage()))
                        .contains("1 problem.", "env/local.conf", "nowhere.conf"));
        assertThatThrownBy(() -> ConfigLoader.file(directory.resolve("no.conf")))
                .hasMessageContaining("no.conf: there is no such file");
    }

    @Test
    void substitutionsInACircleAreAConfigurationError() {
        folder.with("almanac.conf", "a = ${b}\nb = ${a}");

        assertThatThrownBy(folder::load).isInstanceOfSatisfying(AlmanacException.class, refused -> {
            assertThat(refused.failure()).isEqualTo(Failure.CONFIG);
            assertThat(folder.shorten(refused.getMessage())).contains("almanac.conf:");
        });
    }

    @Test
    void domainsAndEnvironmentsAreListedWithoutTheFilesBesideThem() {
        folder.with("domains/library.conf", "")
                .with("domains/shop.words.conf", "")
                .with("domains/shop.csv", "");

        assertThat(folder.loader().domains()).containsExactly("library", "shop");
        assertThat(folder.loader().environments()).containsExactly("local");
    }
}
