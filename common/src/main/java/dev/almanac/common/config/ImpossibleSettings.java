package dev.almanac.common.config;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown by a settings record that finds several things wrong at once; the binder reports each in its own line. */
public final class ImpossibleSettings extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Impossible> all;

    /**
     * One thing that is wrong.
     *
     * @param path the keys that lead to it from the record's own section, such as sources, events, target
     * @param message what is wrong and what is allowed
     */
    public record Impossible(List<String> path, String message) {}

    /**
     * @param all at least one
     */
    public ImpossibleSettings(List<Impossible> all) {
        super(all.stream().map(Impossible::message).collect(Collectors.joining("; ")));
        this.all = List.copyOf(all);
    }

    /** Everything that is wrong. */
    public List<Impossible> all() {
        return all;
    }
}
