package dev.almanac.jobs.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Words or templates, one a line; empty lines and lines that start with {@code #} are left out, and {@code [name]}
 * starts a section.
 *
 * @param words every word, of all sections
 * @param sections the words of each section
 */
record WordList(List<String> words, Map<String, List<String>> sections) {
    private static final Pattern SLOT = Pattern.compile("\\{([a-z0-9_]+)}");
    private static final Pattern SECTION = Pattern.compile("\\[(.+)]");

    static WordList of(List<String> lines) {
        List<String> words = new ArrayList<>();
        Map<String, List<String>> sections = new TreeMap<>();
        String section = "";
        for (String line : lines) {
            String word = line.strip();
            var header = SECTION.matcher(word);
            if (header.matches()) {
                section = header.group(1);
            } else if (!word.isEmpty() && !word.startsWith("#")) {
                words.add(word);
                sections.computeIfAbsent(section, none -> new ArrayList<>()).add(word);
            }
        }
        return new WordList(List.copyOf(words), sections);
    }

    /** The names in braces. */
    Set<String> slots() {
        Set<String> slots = new TreeSet<>();
        words.forEach(word -> SLOT.matcher(word).results().forEach(found -> slots.add(found.group(1))));
        return slots;
    }
}
