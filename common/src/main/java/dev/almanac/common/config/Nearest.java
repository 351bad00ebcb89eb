package dev.almanac.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name somebody probably meant. */
public final class Nearest {
    /** One slip in three letters is still the same word; more is another one. */
    private static final int LETTERS_PER_SLIP = 3;
    /** Two letters that changed places count as two slips, and are the commonest error in short words too. */
    private static final int SWAP = 2;

    private Nearest() {}

    /** The known name with the smallest edit distance, case left aside, if it is near; the first of equals. */
    public static Optional<String> to(String name, Collection<String> known) {
        var slips = name.length() <= LETTERS_PER_SLIP ? 1 : Math.max(SWAP, name.length() / LETTERS_PER_SLIP);
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= slips)
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code "; did you mean 'x'?"}, or nothing when no name is near. */
    public static String hint(String name, Collection<String> known) {
        return to(name, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
    }

    private static int distance(String left, String right) {
        return LevenshteinDistance.getDefaultInstance()
                .apply(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
    }
}
