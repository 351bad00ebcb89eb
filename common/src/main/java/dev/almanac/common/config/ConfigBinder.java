package dev.almanac.common.config;

import dev.almanac.common.error.AlmanacException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns a section into a record: component {@code windowDays} is the key {@code window-days}. Components may be text,
 * {@code boolean}, {@code int}, {@code long}, {@code double}, {@code Duration}, {@code ZoneId}, an enum (written in
 * kebab case), a record, and {@code List}, {@code Map<String, ...>} or {@code Optional} of these. An absent key takes
 * its {@link Default}; without one it is a problem, unless it is {@code Optional}. A record with a {@link Shorthand} may
 * be written as one plain value. Maps are in the order of their keys.
 *
 * <p>Nothing is thrown for a wrong configuration: every problem goes to the {@link ConfigProblems}, and what could not
 * be bound is empty. What lies around a wrong value is judged with a {@link Bound stand-in} for it, so that one mistake
 * does not hide another.
 */
public final class ConfigBinder {
    private final ConfigProblems problems;
    /** The paths of what is missing or cannot be read. */
    private final Set<List<String>> broken = new HashSet<>();

    public ConfigBinder(ConfigProblems problems) {
        this.problems = problems;
    }

    /**
     * Binds one section whole and throws if anything is wrong with it.
     *
     * @throws AlmanacException of kind CONFIG that lists every problem
     */
    public static <T> T bindOrThrow(ConfigNode section, Class<T> type) {
        var problems = new ConfigProblems();
        var bound = new ConfigBinder(problems).bind(section, type);
        problems.throwIfAny("use the configuration");
        return bound.orElseThrow();
    }

    /**
     * Binds a section; an absent one is taken as empty.
     *
     * @param otherKeys keys that the section may have beside the record's
     * @return empty when a value was missing or wrong; an unknown key is noted but does no harm
     */
    public <T> Optional<T> bind(ConfigNode section, Class<T> type, String... otherKeys) {
        var bound = record(section, type, List.of(otherKeys));
        return bound.whole() ? bound.value().map(type::cast) : Optional.empty();
    }

    /**
     * Notes every key of a section that is not among the known ones.
     *
     * @return false when it is no section at all, which is noted too; an absent one counts as empty
     */
    public boolean checkKeys(ConfigNode section, Collection<String> known) {
        if (section.kind() != ConfigNode.Kind.ABSENT
                && !is(ConfigNode.Kind.SECTION, section, "a section, as in { ... }")) {
            return false;
        }
        for (var key : section.keys()) {
            if (!known.contains(key)) {
                problems.add(section.child(key), "unknown key; " + advice(key, known));
            }
        }
        return true;
    }

    private static String advice(String key, Collection<String> known) {
        return Nearest.to(key, known)
                .map("did you mean '%s'?"::formatted)
                .orElseGet(() -> known.isEmpty() ? "none is allowed here" : "known: " + String.join(", ", known));
    }

    /** The key of a record component: {@code halfLife} is {@code half-life}. */
    static String keyOf(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** The section that a component's {@link Default} stands for, at the component's own path. */
    static Optional<ConfigNode> defaultOf(RecordComponent component, ConfigNode absent) {
        return Optional.ofNullable(component.getAnnotation(Default.class)).map(annotation -> {
            var literal = annotation.value().isBlank() ? "\"\"" : annotation.value();
            var value = ConfigLoader.text("@Default of " + absent.key(), "value = " + literal)
                    .at("value");
            return new ConfigNode(value.config(), absent.path(), value.value());
        });
    }

    private Bound value(ConfigNode node, Type type) {
        if (node.kind() == ConfigNode.Kind.UNRESOLVED) {
            problems.add(node, node.text() + " is neither a key nor an environment variable; set one of them");
            return broken(node, type);
        }
        if (type instanceof ParameterizedType generic) {
            return generic(node, generic);
        }
        var plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(spelledOut(node, plain), plain, List.of());
        }
        var scalar = Scalar.of(plain)
                .orElseThrow(() -> new IllegalStateException("Settings cannot have a component of " + type + "."));
        var read = is(ConfigNode.Kind.SCALAR, node, scalar.allowed()) ? scalar.read(node, problems) : Optional.empty();
        return read.map(Bound::right).orElseGet(() -> broken(node, type));
    }

    private Bound broken(ConfigNode node, Type type) {
        broken.add(node.path());
        return Bound.standIn(type);
    }

    /** A plain value that is short for a record as that record's section. */
    private static ConfigNode spelledOut(ConfigNode node, Class<?> type) {
        var shorthand = type.getAnnotation(Shorthand.class);
        return shorthand == null || node.kind() != ConfigNode.Kind.SCALAR
                ? node
                : new ConfigNode(
                        node.config(),
                        node.path(),
                        node.value().map(value -> value.atKey(shorthand.value()).root()));
    }

    private Bound generic(ConfigNode node, ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return is(ConfigNode.Kind.LIST, node, "a list, as in [a, b]")
                    ? list(node, arguments[0])
                    : broken(node, type);
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            return is(ConfigNode.Kind.SECTION, node, "a section, as in { name = value }")
                    ? map(node, arguments[1])
                    : broken(node, type);
        }
        throw new IllegalStateException("Settings cannot have a component of " + type + ".");
    }

    private Bound list(ConfigNode node, Type element) {
        var bound = node.children().stream().map(child -> value(child, element)).toList();
        if (!Bound.allWhole(bound)) {
            broken.add(node.path()); // conditions name the list, not its elements
        }
        return new Bound(Bound.values(bound).map(values -> values), Bound.allWhole(bound));
    }

    private Bound map(ConfigNode node, Type element) {
        var bound = new TreeMap<String, Bound>();
        for (var key : node.keys()) {
            var child = node.child(key);
            if (child.kind() != ConfigNode.Kind.ABSENT) {
                bound.put(key, value(child, element));
            }
        }
        var map = Bound.values(bound.values()).map(values -> {
            var entries = new TreeMap<String, Object>();
            bound.forEach((key, value) -> entries.put(key, value.value().orElseThrow()));
            return Collections.unmodifiableMap(entries);
        });
        return new Bound(map.map(Object.class::cast), Bound.allWhole(bound.values()));
    }

    private Bound record(ConfigNode node, Class<?> type, List<String> otherKeys) {
        var components = type.getRecordComponents();
        var known = Stream.concat(Arrays.stream(components).map(ConfigBinder::keyOf), otherKeys.stream());
        if (!checkKeys(node, known.toList())) {
            return broken(node, type);
        }
        var bound = Arrays.stream(components).map(each -> component(node, each)).toList();
        boolean whole = Bound.allWhole(bound);
        return Bound.values(bound)
                .map(arguments -> judged(node, Construction.of(type, arguments, whole), whole))
                .orElseGet(() -> new Bound(Optional.empty(), false));
    }

    private Bound judged(ConfigNode node, Construction<?> construction, boolean whole) {
        for (var impossible : construction.impossible()) {
            if (!isBroken(under(node, impossible.path()))) {
                problems.add(innermost(node, impossible.path()), Secrets.mask(impossible.message(), node));
            }
        }
        return new Bound(
                construction.made().map(Object.class::cast),
                whole && construction.impossible().isEmpty());
    }

    /** Whether a stand-in is judged there. */
    private boolean isBroken(List<String> path) {
        return IntStream.rangeClosed(0, path.size()).anyMatch(length -> broken.contains(path.subList(0, length)));
    }

    private static List<String> under(ConfigNode section, List<String> path) {
        return Stream.concat(section.path().stream(), path.stream()).toList();
    }

    private Bound component(ConfigNode section, RecordComponent component) {
        var node = section.child(keyOf(component));
        var type = component.getGenericType();
        var optional = component.getType() == Optional.class;
        if (optional) {
            type = ((ParameterizedType) type).getActualTypeArguments()[0];
        }
        if (node.kind() == ConfigNode.Kind.ABSENT) {
            var byDefault = defaultOf(component, node);
            if (byDefault.isEmpty() && optional) {
                return Bound.right(Optional.empty());
            }
            if (byDefault.isEmpty() && !component.getType().isRecord()) {
                problems.add(node, "is missing");
                return broken(node, type);
            }
            node = byDefault.orElse(node);
        }
        var bound = value(node, type);
        return optional ? new Bound(bound.value().map(Optional::of), bound.whole()) : bound;
    }

    /** What stands at a path below a section, or the innermost section on the way that is there. */
    private static ConfigNode innermost(ConfigNode section, List<String> path) {
        var node = section;
        for (var key : path) {
            if (!node.keys().contains(key)) {
                break;
            }
            node = node.child(key);
        }
        return node;
    }

    private boolean is(ConfigNode.Kind kind, ConfigNode node, String allowed) {
        var found = node.kind();
        if (found == kind) {
            return true;
        }
        var shown = switch (found) {
            case ABSENT -> "null";
            case SECTION -> "a section" + quotesHint(node);
            case LIST -> "a list";
            case SCALAR, UNRESOLVED -> "'" + node.text() + "'";
        };
        problems.add(node, "must be " + allowed + ", but is " + shown);
        return false;
    }

    /** A key such as spark.ui.enabled without quotes is three nested sections. */
    private static String quotesHint(ConfigNode node) {
        return node.keys().isEmpty() ? "" : " (a name with dots in it needs quotes, as in \"a.b\" = 1)";
    }
}
