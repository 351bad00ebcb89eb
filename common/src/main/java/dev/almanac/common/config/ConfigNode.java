package dev.almanac.common.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One position in a configuration, whether or not a value stands there.
 *
 * @param config the configuration it belongs to
 * @param path the keys from the root; an element of a list is {@code [0]}
 * @param value what stands there
 */
public record ConfigNode(LayeredConfig config, List<String> path, Optional<ConfigValue> value) {

    /** What stands at a position. */
    public enum Kind {
        /** Nothing, or {@code null}. */
        ABSENT,
        /** A substitution for which there is neither a key nor an environment variable. */
        UNRESOLVED,
        SECTION,
        LIST,
        SCALAR
    }

    public Kind kind() {
        try {
            return value.map(present -> switch (present.valueType()) {
                        case NULL -> Kind.ABSENT;
                        case OBJECT -> Kind.SECTION;
                        case LIST -> Kind.LIST;
                        case NUMBER, BOOLEAN, STRING -> Kind.SCALAR;
                    })
                    .orElse(Kind.ABSENT);
        } catch (ConfigException.NotResolved unresolved) {
            return Kind.UNRESOLVED;
        }
    }

    public ConfigNode child(String key) {
        var section = kind() == Kind.SECTION ? (ConfigObject) value.orElseThrow() : null;
        return at(key, section == null ? null : section.get(key));
    }

    /** The keys of a section in alphabetical order, also those that are {@code null}; none of anything else. */
    public List<String> keys() {
        return kind() == Kind.SECTION
                ? List.copyOf(new TreeSet<>(((ConfigObject) value.orElseThrow()).keySet()))
                : List.of();
    }

    /** The settings of a section by key, or the elements of a list in order. */
    public List<ConfigNode> children() {
        return kind() == Kind.LIST
                ? elements((ConfigList) value.orElseThrow())
                : keys().stream().map(this::child).toList();
    }

    private List<ConfigNode> elements(ConfigList list) {
        return IntStream.range(0, list.size())
                .mapToObj(index -> at("[" + index + "]", list.get(index)))
                .toList();
    }

    /** The text of a scalar as it was written; what is unresolved as its substitution. */
    public String text() {
        var present = value.orElseThrow();
        return kind() == Kind.UNRESOLVED || present.valueType() == ConfigValueType.NULL
                ? present.render()
                : present.atKey("value").getString("value");
    }

    /** The keys joined as they would be written in a file, such as {@code jobs.ingest.sources.events}. */
    public String key() {
        var joined = new StringBuilder();
        for (var name : path) {
            var element = name.startsWith("[");
            joined.append(joined.isEmpty() || element ? "" : ".").append(element ? name : ConfigUtil.joinPath(name));
        }
        return joined.toString();
    }

    /** Where its value stands, or the innermost section around it that was written somewhere. */
    public Place place() {
        return value.flatMap(present -> Place.of(present.origin())).orElseGet(() -> config.placeOf(path));
    }

    private ConfigNode at(String key, ConfigValue found) {
        return new ConfigNode(
                config, Stream.concat(path.stream(), Stream.of(key)).toList(), Optional.ofNullable(found));
    }
}
