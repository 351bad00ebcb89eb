package dev.almanac.common.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a setting stands: a file and a line, or a command line option.
 *
 * @param source the file as it was given, or {@code --set key}
 * @param line counted from 1; 0 where there are no lines
 */
public record Place(String source, int line) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::source).thenComparing(Place::line);

    /** The one place an origin names; empty for values put together from several places or from the environment. */
    static Optional<Place> of(ConfigOrigin origin) {
        var description = origin.description();
        // The library's name for the sections around a value that an option sets.
        var around = description.startsWith("atPath(");
        if (around || description.startsWith("merge of ") || Secrets.isFromEnvironment(origin)) {
            return Optional.empty();
        }
        var source = description.replaceFirst(": [0-9]+(-[0-9]+)?$", "");
        var hasLines = !source.startsWith("--") && !source.startsWith("@");
        return Optional.of(new Place(source, hasLines ? Math.max(0, origin.lineNumber()) : 0));
    }

    /** Its own place, or for a section that an option put together around a value, the place of that value. */
    static Optional<Place> within(ConfigValue value) {
        return of(value.origin())
                .or(() -> value instanceof ConfigObject section
                        ? section.values().stream()
                                .flatMap(child -> within(child).stream())
                                .min(ORDER)
                        : Optional.empty());
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
