package dev.almanac.jobs.samples;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Require;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A random property of a row; exactly one of {@code pick}, {@code phrase}, {@code weights}, {@code between} and
 * {@code normal} says how it is drawn.
 *
 * @param pick a word list, from which a word is taken
 * @param phrase a word list of templates, whose {@code {slots}} are filled with other columns of the row
 * @param weights words with how often each is taken
 * @param between two numbers, between which a real one is taken
 * @param normal mean and standard deviation of a real number
 * @param by the column that names the list's section to take from; only with {@code pick} and {@code phrase}
 */
public record Draw(
        @Default("\"\"") String pick,
        @Default("\"\"") String phrase,
        @Default("{}") Map<String, Double> weights,
        @Default("[]") List<Double> between,
        @Default("[]") List<Double> normal,
        @Default("\"\"") String by)
        implements Serializable {

    public Draw {
        long ways = Stream.of(
                        !pick.isEmpty(), !phrase.isEmpty(), !weights.isEmpty(), !between.isEmpty(), !normal.isEmpty())
                .filter(present -> present)
                .count();
        Require.that(ways == 1, "draw", ways, "must have exactly one of pick, phrase, weights, between, normal");
        Require.that(between.isEmpty() || between.size() == 2, "between", between, "must have two numbers");
        Require.that(normal.isEmpty() || normal.size() == 2, "normal", normal, "must have two numbers");
    }

    /** The word list it takes from; empty, if from none. */
    String list() {
        return pick.isEmpty() ? phrase : pick;
    }
}
