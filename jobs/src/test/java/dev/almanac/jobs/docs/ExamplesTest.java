package dev.almanac.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Some pages show code that is compiled and run: each block is what the file in the comment above it holds, between
 * {@code tag::x} and {@code end::x} where the comment ends in {@code #x}, else somewhere in it. A block of language
 * {@code diff} shows how a file would change: what it takes away must be there. Python is run out of the page.
 */
class ExamplesTest {
    private static final List<String> PAGES = List.of("CONTRIBUTING.md", "docs/serving.md");
    private static final Set<String> CODE = Set.of("java", "hocon", "json", "diff");

    @TestFactory
    Stream<DynamicTest> aBlockIsWhatItsSourceSays() throws IOException {
        return blocks().filter(block -> !block.source().isEmpty())
                .map(block -> DynamicTest.dynamicTest(block.source(), () -> assertIsInItsSource(block)));
    }

    @Test
    void noCodeStandsWithoutASource() throws IOException {
        var code = blocks().filter(block -> CODE.contains(block.language())).toList();
        assertThat(code)
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(block -> assertThat(block.source())
                        .as(
                                "the source of a block that begins %s",
                                block.content().lines().findFirst())
                        .isNotEmpty());
    }

    private static Stream<Page.Block> blocks() throws IOException {
        var blocks = new ArrayList<Page.Block>();
        for (var page : PAGES) {
            blocks.addAll(Page.of(page).blocks());
        }
        return blocks.stream();
    }

    private static void assertIsInItsSource(Page.Block block) throws IOException {
        var name = block.source().split("#", 2);
        var source = Files.readString(Page.ROOT.resolve(name[0]));
        if (block.language().equals("diff")) {
            block.content()
                    .lines()
                    .filter(line -> line.startsWith("-"))
                    .forEach(line -> assertThat(plain(source)).contains(plain(line.substring(1))));
        } else if (name.length == 2) {
            assertThat(plain(block.content())).isEqualTo(plain(tagged(source, name[1])));
        } else {
            assertThat(plain(source)).contains(plain(block.content()));
        }
    }

    private static String tagged(String source, String tag) {
        var begin = "// tag::" + tag + "\n";
        var end = "// end::" + tag;
        assertThat(source).contains(begin).contains(end);
        return source.substring(source.indexOf(begin) + begin.length(), source.indexOf(end));
    }

    /** White space is the formatter's affair. */
    private static String plain(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
