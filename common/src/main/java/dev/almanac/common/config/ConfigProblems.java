package dev.almanac.common.config;

import com.typesafe.config.ConfigException;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong with a configuration, so that all of it is reported at once. */
public final class ConfigProblems {

    /**
     * One thing that is wrong.
     *
     * @param key the full key, empty where a whole file is meant
     * @param message what is wrong and what is allowed
     */
    public record Problem(Place place, String key, String message) {
        @Override
        public String toString() {
            return place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
        }
    }

    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::place).thenComparing(Problem::key).thenComparing(Problem::message);

    /** @param meant the path of the setting itself, where the problem's key only refers to it; empty for a whole file */
    private record Noted(Problem problem, List<String> meant) {}

    private final List<Noted> problems = new ArrayList<>();

    /** Notes a problem of the setting at a position; values of secrets in the message are masked. */
    public void add(ConfigNode node, String message) {
        var problem = new Problem(node.place(), node.key(), Secrets.mask(message, node));
        problems.add(new Noted(problem, node.config().meant(node.path())));
    }

    void add(Place place, String message) {
        problems.add(new Noted(new Problem(place, "", message), List.of()));
    }

    /** Notes what the HOCON library found wrong with a file. */
    void add(String file, ConfigException exception) {
        var origin = exception.origin();
        var message = exception.getMessage();
        var elsewhere = exception instanceof ConfigException.IO || exception instanceof ConfigException.BadPath;
        if (origin == null || elsewhere) {
            // Their origin names what was looked for, not the file or option that asked for it.
            add(new Place(file, 0), message);
            return;
        }
        var prefix = origin.description() + ": ";
        add(
                Place.of(origin).orElse(new Place(file, 0)),
                message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }

    /** What was noted, by file and line; a setting that several keys refer to has its problem once. */
    public List<Problem> sorted() {
        var seen = new HashSet<List<Object>>();
        return problems.stream()
                .sorted(Comparator.comparing(Noted::problem, ORDER))
                .filter(noted -> seen.add(List.of(
                        noted.problem().place(), noted.meant(), noted.problem().message())))
                .map(Noted::problem)
                .toList();
    }

    /**
     * @param doing what needs the configuration, such as "load the configuration"
     * @throws AlmanacException of kind CONFIG with one line for each problem, if there are any
     */
    public void throwIfAny(String doing) {
        var sorted = sorted();
        if (sorted.isEmpty()) {
            return;
        }
        var lines = sorted.stream().map(problem -> "\n  " + problem).collect(Collectors.joining());
        throw new AlmanacException(
                Failure.CONFIG,
                "Cannot %s: %d %s.%s%nCorrect what is listed; nothing was started."
                        .formatted(doing, sorted.size(), sorted.size() == 1 ? "problem" : "problems", lines));
    }
}
