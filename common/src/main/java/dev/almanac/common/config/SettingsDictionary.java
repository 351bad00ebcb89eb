package dev.almanac.common.config;

import dev.almanac.common.job.JobSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The reference of all settings, in Markdown. Keys and types come from the settings records, defaults from {@code
 * conf/almanac.conf} or {@link Default}, meanings from the comments in {@code conf/almanac.conf} or {@link Meaning}.
 */
public final class SettingsDictionary {

    /** One setting; parts of the key that the user chooses are in angle brackets. */
    private record Row(String key, String type, String byDefault, String meaning) {
        String markdown() {
            return "| `%s` | %s | %s | %s |%n".formatted(key, cell(type), cell(byDefault), cell(meaning));
        }

        private static String cell(String text) {
            return text.replace("|", "\\|");
        }
    }

    private record Section(String title, String purpose, List<Row> rows) {}

    private static final String INTRODUCTION = """
            <!-- Generated from conf/almanac.conf and the settings records; do not edit. -->
            # Settings

            Defaults are in `conf/almanac.conf`; `conf/env/<env>.conf` lies over it, `conf/domains/<domain>.conf` over
            that, and `--set key=value` over all. A name with dots in it needs quotes. `${?NAME}` takes an environment
            variable: its value is treated as a secret, masked wherever it would be shown.
            """;

    private final List<Section> sections = new ArrayList<>();

    /**
     * @param defaults {@code conf/almanac.conf} alone, see {@link ConfigLoader#defaults()}
     * @param jobs the jobs whose settings are described, in this order
     */
    public SettingsDictionary(LayeredConfig defaults, Collection<? extends JobSpec<?>> jobs) {
        for (var component : AlmanacSettings.class.getRecordComponents()) {
            var key = ConfigBinder.keyOf(component);
            var rows = new ArrayList<Row>();
            describe(rows, "", component.getType(), defaults.at(key));
            sections.add(new Section(key, comment(defaults.at(key)), rows));
        }
        for (var job : jobs) {
            var node = defaults.at("jobs", job.name());
            var rows = new ArrayList<Row>();
            rows.add(enabled(node.child("enabled")));
            describe(rows, "", job.settings(), node);
            sections.add(new Section(node.key(), job.purpose(), rows));
        }
    }

    /** The document. */
    public String render() {
        var document = new StringBuilder(INTRODUCTION);
        for (var section : sections) {
            document.append("%n## %s%n%n".formatted(section.title()));
            document.append(section.purpose().isEmpty() ? "" : section.purpose() + "\n\n");
            document.append("| key | type | default | meaning |\n|---|---|---|---|\n");
            section.rows().forEach(row -> document.append(row.markdown()));
        }
        return document.toString();
    }

    /** The full keys that have neither a comment nor a {@link Meaning}; there should be none. */
    public List<String> undocumented() {
        return sections.stream()
                .flatMap(section -> section.rows().stream()
                        .filter(row -> row.meaning().isEmpty())
                        .map(row -> section.title() + "." + row.key()))
                .toList();
    }

    private static Row enabled(ConfigNode node) {
        var meaning = comment(node);
        return new Row(
                "enabled",
                "true or false",
                node.kind() == ConfigNode.Kind.SCALAR ? code(node.text()) : code("false"),
                meaning.isEmpty() ? "Whether the domain's schedules run the job." : meaning);
    }

    private static void describe(List<Row> rows, String prefix, Class<?> type, ConfigNode section) {
        for (var component : type.getRecordComponents()) {
            var key = ConfigBinder.keyOf(component);
            component(rows, prefix + key, component, section.child(key));
        }
    }

    private static void component(List<Row> rows, String key, RecordComponent component, ConfigNode node) {
        var optional = component.getType() == Optional.class;
        var type = optional ? argument(component.getGenericType(), 0) : component.getGenericType();
        if (type instanceof Class<?> record && record.isRecord() && !optional) {
            describe(rows, key + ".", record, node);
            return;
        }
        rows.add(new Row(key, typeName(type), byDefault(component, node), meaning(component, node)));
        if (type instanceof Class<?> record && record.isRecord()) {
            describe(rows, key + ".", record, node);
        } else if (type instanceof ParameterizedType generic) {
            elements(rows, key, generic, node);
        }
    }

    /** What stands in a list or map: the keys of its records, or the entries that have a default of their own. */
    private static void elements(List<Row> rows, String key, ParameterizedType type, ConfigNode node) {
        var map = type.getRawType() == Map.class;
        var element = argument(type, map ? 1 : 0);
        if (element instanceof Class<?> record && record.isRecord()) {
            // Below a free name there is no default and no comment: the node stands for no entry in particular.
            describe(rows, key + (map ? ".<name>." : "[]."), record, node.child("<name>"));
        } else if (map) {
            for (var entry : node.children()) {
                rows.add(new Row(
                        key + ".\"" + entry.path().get(entry.path().size() - 1) + "\"",
                        typeName(element),
                        code(entry.text()),
                        comment(entry)));
            }
        }
    }

    private static String meaning(RecordComponent component, ConfigNode node) {
        var comment = comment(node);
        var meaning = component.getAnnotation(Meaning.class);
        return comment.isEmpty() && meaning != null ? meaning.value() : comment;
    }

    private static String comment(ConfigNode node) {
        return node.value().stream()
                .flatMap(value -> value.origin().comments().stream())
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    private static String byDefault(RecordComponent component, ConfigNode node) {
        var present = node.kind() == ConfigNode.Kind.ABSENT
                ? ConfigBinder.defaultOf(component, node).orElse(node)
                : node;
        return switch (present.kind()) {
            case ABSENT -> component.getType() == Optional.class ? "none" : "required";
            case SCALAR, UNRESOLVED -> present.text().isEmpty() ? "empty" : code(present.text());
            case LIST ->
                code(present.children().stream()
                        .map(child -> child.kind() == ConfigNode.Kind.SCALAR ? child.text() : "{...}")
                        .collect(Collectors.joining(", ", "[", "]")));
            case SECTION -> present.keys().isEmpty() ? code("{}") : "as below";
        };
    }

    private static String typeName(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class
                    ? "section of named " + plural(argument(generic, 1))
                    : "list of " + plural(argument(generic, 0));
        }
        var plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Scalar.choices(plain).stream().map(SettingsDictionary::code).collect(Collectors.joining(" or "));
        }
        return Scalar.of(plain).map(Scalar::label).orElse("section");
    }

    private static String plural(Type type) {
        var name = typeName(type);
        var countable = List.of("section", "number", "whole number", "duration", "time zone")
                        .contains(name)
                || name.startsWith("list of ")
                || name.startsWith("section of ");
        return countable ? name.replaceFirst("^(section|whole number|number|duration|time zone|list)", "$1s") : name;
    }

    private static Type argument(Type type, int index) {
        return Arrays.asList(((ParameterizedType) type).getActualTypeArguments())
                .get(index);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
