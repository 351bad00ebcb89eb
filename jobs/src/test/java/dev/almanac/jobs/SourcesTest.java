package dev.almanac.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rules that can only be seen in the sources. */
class SourcesTest {
    private static final Path ROOT = Path.of(System.getProperty("almanac.root", ".."));
    private static final int LONGEST = 300;

    /** The vocabulary of the domains in conf/domains and of those to come: in a domain's configuration, never in Java. */
    private static final Pattern DOMAIN_WORDS = Pattern.compile(
            "poker|movielens|farcaster|code[-_ ]?review|career|\\bhands\\b|\\bdrills\\b|\\bmovies?\\b|\\brecasts?\\b|\\bopenings\\b"
                    + "|\\bpull[-_ ]?requests?\\b|\\boccupations?\\b",
            Pattern.CASE_INSENSITIVE);

    @TestFactory
    Stream<DynamicTest> noClassIsTooLong() throws IOException {
        return javaFiles("src").stream()
                .map(file -> DynamicTest.dynamicTest(
                        ROOT.relativize(file).toString(),
                        () -> assertThat(Files.readAllLines(file))
                                .as("lines of %s", file)
                                .hasSizeLessThanOrEqualTo(LONGEST)));
    }

    @Test
    void sharedCodeSpeaksNoDomainsLanguage() throws IOException {
        for (var file : javaFiles("src/main")) {
            var lines = Files.readAllLines(file);
            for (int number = 0; number < lines.size(); number++) {
                assertThat(DOMAIN_WORDS.matcher(lines.get(number)).find())
                        .as("%s:%d uses a word of one domain: %s", ROOT.relativize(file), number + 1, lines.get(number))
                        .isFalse();
            }
        }
    }

    /** A scan that finds nothing would pass for ever. */
    @Test
    void theScanFindsTheSources() throws IOException {
        assertThat(javaFiles("src/main")).hasSizeGreaterThan(20);
    }

    private static List<Path> javaFiles(String folder) throws IOException {
        var files = new ArrayList<Path>();
        for (var module : List.of("common", "jobs")) {
            try (var walk = Files.walk(ROOT.resolve(module).resolve(folder))) {
                walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files.stream().sorted().toList();
    }
}
