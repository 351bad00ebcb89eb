package dev.almanac.jobs.samples;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The word lists of a domain: the {@code .txt} files of a folder, by name without the ending. */
final class WordLists {
    private static final String ENDING = ".txt";

    private final Path folder;
    private final Map<String, WordList> lists;

    private WordLists(Path folder, Map<String, WordList> lists) {
        this.folder = folder;
        this.lists = lists;
    }

    static WordLists read(Path folder) {
        Map<String, WordList> lists = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(ENDING)) {
                        lists.put(
                                name.substring(0, name.length() - ENDING.length()),
                                WordList.of(Files.readAllLines(file)));
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return new WordLists(folder, lists);
    }

    /** @throws AlmanacException of kind CONFIG if there is no such list or it is empty */
    WordList list(String name) {
        WordList list = lists.get(name);
        if (list == null || list.words().isEmpty()) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "draw from word list '" + name + "'",
                    "there are no words in " + folder.resolve(name + ENDING),
                    "Write the file, or use one of " + lists.keySet());
        }
        return list;
    }
}
