package dev.almanac.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Configuration files laid over each other, with substitutions resolved. It keeps the layers apart as well, because
 * only they know in which file and line a section was written.
 */
public final class LayeredConfig {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\??([^}]+)}");

    private final List<ConfigObject> layers;
    private final ConfigObject resolved;
    private final Optional<String> domain;

    private LayeredConfig(List<ConfigObject> layers, ConfigObject resolved, Optional<String> domain) {
        this.layers = layers;
        this.resolved = resolved;
        this.domain = domain;
    }

    /**
     * @param layers the strongest first
     * @param environment what {@code ${NAME}} means where no key has that name
     * @throws ConfigException when substitutions run in a circle; those without a value stay, for the binder to report
     */
    static LayeredConfig of(List<Config> layers, Map<String, String> environment) {
        var merged = layers.stream().reduce(ConfigFactory.empty(), Config::withFallback);
        var options = ConfigResolveOptions.noSystem()
                .appendResolver(new Environment(environment))
                .setAllowUnresolved(true);
        return new LayeredConfig(
                layers.stream().map(Config::root).toList(),
                merged.resolve(options).root(),
                Optional.empty());
    }

    LayeredConfig forDomain(Optional<String> name) {
        return new LayeredConfig(layers, resolved, name);
    }

    /** The domain it was loaded for, if for one. */
    public Optional<String> domain() {
        return domain;
    }

    public ConfigNode root() {
        return new ConfigNode(this, List.of(), Optional.of(resolved));
    }

    /** The position at the given keys; there need not be a value. */
    public ConfigNode at(String... keys) {
        var node = root();
        for (var key : keys) {
            node = node.child(key);
        }
        return node;
    }

    /** Where the path was written last, or as much of its beginning as was written at all. */
    Place placeOf(List<String> path) {
        for (var length = path.size(); length > 0; length--) {
            var place = placeOf(path.subList(0, length), length == path.size());
            if (place.isPresent()) {
                return place.get();
            }
        }
        return layers.stream()
                .flatMap(layer -> Place.of(layer.origin()).stream())
                .filter(place -> !place.source().startsWith("--"))
                .findFirst()
                .orElse(new Place("the configuration", 0));
    }

    /** @param whole whether nothing is missing; else a section that an option only adds to is not its place */
    private Optional<Place> placeOf(List<String> path, boolean whole) {
        var found = Stream.of(path, meant(path))
                .distinct()
                .flatMap(each -> layers.stream().flatMap(layer -> find(layer, each).stream()))
                .toList();
        return (whole ? Stream.<Place>empty() : found.stream().flatMap(value -> Place.of(value.origin()).stream()))
                .findFirst()
                .or(() -> found.stream()
                        .flatMap(value -> Place.within(value).stream())
                        .findFirst());
    }

    /** The path itself, or the one that is meant where a section is another one by substitution, as in {@code a = ${b}}. */
    List<String> meant(List<String> path) {
        for (var length = path.size(); length > 0; length--) {
            for (var layer : layers) {
                var reference = find(layer, path.subList(0, length)).flatMap(LayeredConfig::reference);
                if (reference.isPresent()) {
                    var rest = path.subList(length, path.size());
                    return Stream.concat(reference.get().stream(), rest.stream())
                            .toList();
                }
            }
        }
        return path;
    }

    private static Optional<List<String>> reference(ConfigValue value) {
        try {
            value.valueType();
            return Optional.empty();
        } catch (ConfigException.NotResolved unresolved) {
            var reference = REFERENCE.matcher(value.render());
            return reference.matches() ? Optional.of(ConfigUtil.splitPath(reference.group(1))) : Optional.empty();
        }
    }

    private static Optional<ConfigValue> find(ConfigObject layer, List<String> path) {
        ConfigValue value = layer;
        try {
            for (var key : path) {
                value = step(value, key);
            }
        } catch (ConfigException.NotResolved unresolved) {
            // The rest of the path is behind a substitution of this layer.
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    private static ConfigValue step(ConfigValue value, String key) {
        if (value instanceof ConfigObject section) {
            return section.get(key);
        }
        if (value instanceof ConfigList list && key.startsWith("[")) {
            var index = Integer.parseInt(key.substring(1, key.length() - 1));
            return index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    private record Environment(Map<String, String> variables) implements ConfigResolver {
        @Override
        public ConfigValue lookup(String path) {
            var value = variables.get(path);
            return value == null ? null : ConfigValueFactory.fromAnyRef(value, Secrets.ENVIRONMENT + path);
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return this;
        }
    }
}
