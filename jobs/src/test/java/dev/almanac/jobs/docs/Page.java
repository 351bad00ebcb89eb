package dev.almanac.jobs.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it lies
 * @param text all of it
 */
public record Page(Path file, String text) {
    static final Path ROOT =
            Path.of(System.getProperty("almanac.root", "..")).toAbsolutePath().normalize();

    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- from: (\\S+) -->\n)?```(\\w*)\n(.*?)```", Pattern.DOTALL);

    /**
     * A fenced block.
     *
     * @param source the file, and after a # the tag in it, that the comment above the block names; empty without one
     */
    public record Block(String source, String language, String content) {}

    public static Page of(String relative) throws IOException {
        var file = ROOT.resolve(relative);
        return new Page(file, Files.readString(file));
    }

    /** The pages at the top of the checkout, below docs/ and beside the samples. */
    static List<Page> all() throws IOException {
        var pages = new ArrayList<Page>();
        try (var top = Files.list(ROOT);
                var docs = Files.walk(ROOT.resolve("docs"));
                var samples = Files.walk(ROOT.resolve("data-samples"))) {
            for (var file : Stream.of(top, docs, samples)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                pages.add(new Page(file, Files.readString(file)));
            }
        }
        return pages;
    }

    /** Its fenced blocks, in their order. */
    public List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(found.group(1) == null ? "" : found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    /** The text without fenced blocks, in which nothing is a link. */
    String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
