package dev.almanac.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.almanac.common.error.AlmanacException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a configuration directory: {@code almanac.conf} has the defaults, {@code env/<env>.conf} lies over it, {@code
 * domains/<domain>.conf} over that, and {@code --set} over all. {@code ${?NAME}} in a file takes an environment
 * variable.
 */
public final class ConfigLoader {
    private static final String DEFAULTS = "almanac.conf";
    /** A name with a dot is a file that lies beside a domain, not a domain. */
    private static final Pattern OVERLAY = Pattern.compile("([a-z0-9][a-z0-9_-]*)\\.conf");

    private final Path directory;
    private final Map<String, String> environment;

    /**
     * @param directory problems name its files as this path does, relative or absolute
     * @param environment the variables that substitutions may use
     */
    public ConfigLoader(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Loads the layers and resolves substitutions; values are judged when they are bound.
     *
     * @throws AlmanacException of kind CONFIG that lists every missing or malformed file and option
     */
    public LayeredConfig load(String env, Optional<String> domain, List<SetOption> options) {
        var problems = new ConfigProblems();
        var layers = new ArrayList<Config>();
        for (var option : options) {
            parse(problems, option.option(), option::layer).ifPresent(layer -> layers.add(0, layer));
        }
        domain.flatMap(name -> overlay(problems, "domain", "domains", name)).ifPresent(layers::add);
        overlay(problems, "environment", "env", env).ifPresent(layers::add);
        file(problems, directory.resolve(DEFAULTS)).ifPresent(layers::add);
        return finish(problems, layers, environment).forDomain(domain);
    }

    /** Only {@code almanac.conf}, with no environment variables: what the documentation shows. */
    public LayeredConfig defaults() {
        var problems = new ConfigProblems();
        var layers = file(problems, directory.resolve(DEFAULTS)).stream().toList();
        return finish(problems, layers, Map.of());
    }

    /** The names of the domains that have a file, in alphabetical order. */
    public List<String> domains() {
        return overlays("domains");
    }

    /** The names of the environments that have a file, in alphabetical order. */
    public List<String> environments() {
        return overlays("env");
    }

    /**
     * Any other HOCON file, such as one that lies beside a domain.
     *
     * @throws AlmanacException of kind CONFIG when it is missing or malformed
     */
    public static LayeredConfig file(Path file) {
        var problems = new ConfigProblems();
        return finish(problems, file(problems, file).stream().toList(), Map.of());
    }

    /**
     * HOCON that is no file.
     *
     * @param origin what problems name as its place
     * @throws AlmanacException of kind CONFIG when it is malformed
     */
    public static LayeredConfig text(String origin, String hocon) {
        var problems = new ConfigProblems();
        var options = ConfigParseOptions.defaults().setOriginDescription(origin);
        var layer = parse(problems, origin, () -> ConfigFactory.parseString(hocon, options));
        return finish(problems, layer.stream().toList(), Map.of());
    }

    private static LayeredConfig finish(ConfigProblems problems, List<Config> layers, Map<String, String> environment) {
        problems.throwIfAny("load the configuration");
        try {
            return LayeredConfig.of(layers, environment);
        } catch (ConfigException circular) {
            problems.add("the configuration", circular);
            problems.throwIfAny("resolve the configuration's substitutions");
            throw circular;
        }
    }

    private Optional<Config> overlay(ConfigProblems problems, String kind, String folder, String name) {
        var known = overlays(folder);
        var file = directory.resolve(folder).resolve(name + ".conf");
        if (known.contains(name)) {
            return file(problems, file);
        }
        var list = known.isEmpty() ? "none" : String.join(", ", known);
        problems.add(
                new Place(file.toString(), 0),
                "there is no %s '%s'%s Known: %s".formatted(kind, name, sentence(Nearest.hint(name, known)), list));
        return Optional.empty();
    }

    private static String sentence(String hint) {
        return hint.isEmpty() ? "." : hint;
    }

    private static Optional<Config> file(ConfigProblems problems, Path file) {
        if (!Files.isRegularFile(file)) {
            problems.add(new Place(file.toString(), 0), "there is no such file");
            return Optional.empty();
        }
        var options = ConfigParseOptions.defaults().setAllowMissing(false);
        return parse(problems, file.toString(), () -> ConfigFactory.parseFile(file.toFile(), options));
    }

    private static Optional<Config> parse(ConfigProblems problems, String source, Supplier<Config> parser) {
        try {
            return Optional.of(parser.get());
        } catch (ConfigException malformed) {
            problems.add(source, malformed);
            return Optional.empty();
        }
    }

    private List<String> overlays(String folder) {
        var path = directory.resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.list(path)) {
            return files.map(file -> OVERLAY.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + path, e);
        }
    }
}
