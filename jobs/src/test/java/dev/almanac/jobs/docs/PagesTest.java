package dev.almanac.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.Jobs;
import dev.almanac.jobs.Tables;
import dev.almanac.jobs.cli.Program;
import dev.almanac.jobs.cli.output.Terminal;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the pages name is there: files, headings, commands, error messages. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern COMMAND =
            Pattern.compile("(?:^|bin/|[`$] ?)almanac ([a-z][a-z-]*)", Pattern.MULTILINE);
    private static final Pattern QUOTED_ERROR = Pattern.compile("^> (Cannot .+)$", Pattern.MULTILINE);
    private static final int TELLING = 8;

    @TestFactory
    Stream<DynamicTest> linksLeadSomewhere() throws IOException {
        return Page.all().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.toString(),
                        () -> assertThat(links(page)).allSatisfy(link -> assertLeadsSomewhere(page, link))));
    }

    /** A scan that finds nothing would pass for ever. */
    @Test
    void theScanFindsLinks() throws IOException {
        assertThat(Page.all().stream().flatMap(page -> links(page).stream())).hasSizeGreaterThan(10);
    }

    private static List<String> links(Page page) {
        return LINK.matcher(page.prose())
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    private static void assertLeadsSomewhere(Page page, String link) throws IOException {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        assertThat(target).as("the target of %s in %s", link, page).exists();
        if (parts.length == 2) {
            assertThat(anchors(target)).as("the headings of %s", target).contains(parts[1]);
        }
    }

    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> commandsExist() throws IOException {
        var context = new CommandContext(
                new Catalogue(Jobs.ALL, Tables.ALL), new Installation(Page.ROOT), Terminal.ofProcess());
        var commands =
                new ArrayList<>(Program.commandLine(context).getSubcommands().keySet());
        commands.add("benchmark"); // of the module benchmarks, which this one does not know
        return Page.all().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.toString(),
                        () -> assertThat(COMMAND.matcher(page.text()).results().map(found -> found.group(1)))
                                .isSubsetOf(commands)));
    }

    /** Troubleshooting helps those who search for what they see, so it must quote what the code says. */
    @Test
    void quotedErrorsStandInTheCode() throws IOException {
        var said = messages();
        var quoted = QUOTED_ERROR
                .matcher(Page.of("docs/troubleshooting.md").text())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(quoted).hasSizeGreaterThan(10);
        assertThat(quoted.stream().flatMap(PagesTest::fixedParts))
                .allSatisfy(part -> assertThat(said.contains(part))
                        .as("'%s' stands in some message", part)
                        .isTrue());
    }

    /** What lies between the placeholders and the seams that AlmanacException.cannot puts in. */
    private static Stream<String> fixedParts(String message) {
        return Arrays.stream(message.replaceFirst("^Cannot ", "").split("<[^>]*>|[:,;.] |[()]|[.]$"))
                .map(String::strip)
                .filter(part -> part.length() >= TELLING);
    }

    /** Every text in the sources of the modules, put together where it is written in pieces. */
    private static String messages() throws IOException {
        var all = new StringBuilder();
        for (var module : List.of("common", "jobs")) {
            try (var files = Files.walk(Page.ROOT.resolve(module).resolve("src/main/java"))) {
                for (var file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
                }
            }
        }
        return all.toString();
    }
}
