package dev.almanac.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.SettingsDictionary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** docs/reference says what the code declares. */
class ReferenceTest {
    private static final Path REFERENCE = Path.of(System.getProperty("almanac.root", ".."), "docs", "reference");

    @TestFactory
    Stream<DynamicTest> theGeneratedDocumentsAreFresh() {
        return DocsCommand.documents(Shell.real().context()).entrySet().stream()
                .map(document -> DynamicTest.dynamicTest(document.getKey(), () -> {
                    var file = REFERENCE.resolve(document.getKey());
                    assertThat(file)
                            .as("run 'bin/almanac docs' and commit what it writes")
                            .exists();
                    assertThat(Files.readString(file))
                            .as("%s is stale: run 'bin/almanac docs' and commit what it writes", file)
                            .isEqualTo(document.getValue());
                }));
    }

    /** A setting that nobody explains is a setting that nobody uses. */
    @Test
    void everySettingOfEveryJobIsExplained() {
        var context = Shell.real().context();
        var defaults = new ConfigLoader(context.installation().conf(), Map.of()).defaults();
        var specs = context.catalogue().specs();
        assertThat(specs).isNotEmpty();
        assertThat(new SettingsDictionary(defaults, specs).undocumented()).isEmpty();
    }

    /** Nobody learns a command from its options alone. */
    @TestFactory
    Stream<DynamicTest> everyCommandHasHelpWithAnExample() {
        return commands(Program.commandLine(Shell.real().context()))
                .filter(command -> command.getParent() != null)
                .map(command -> DynamicTest.dynamicTest(command.getCommandSpec().qualifiedName(), () -> {
                    var usage = command.getCommandSpec().usageMessage();
                    assertThat(usage.description()).isNotEmpty();
                    assertThat(String.join("\n", usage.footer()))
                            .contains(command.getCommandSpec().qualifiedName());
                    assertThat(command.getCommandSpec().findOption("--help")).isNotNull();
                }));
    }

    @Test
    void aCellWithABarDoesNotBreakItsRow() {
        assertThat(Shell.real().run("tables", "dictionary").out()).contains("| `user_id` | string | no |");
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ReferenceTest::commands));
    }
}
