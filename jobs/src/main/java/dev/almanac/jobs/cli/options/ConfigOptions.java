package dev.almanac.jobs.cli.options;

import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.config.SetOption;
import dev.almanac.common.observe.Logging;
import dev.almanac.jobs.cli.session.CommandContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that choose settings. */
public final class ConfigOptions {
    static final String DEFAULT_ENV = "local";

    @Option(
            names = "--env",
            paramLabel = "ENV",
            description = "The environment, a file of conf/env without .conf (default: " + DEFAULT_ENV + ").")
    private Optional<String> env = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "The configuration directory (default: conf of the installation).")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting that is stronger than every file; repeatable.")
    private List<String> set = new ArrayList<>();

    /** The environment that was asked for, if one was. */
    public Optional<String> env() {
        return env;
    }

    /** Reads the configuration directory, with the secrets of the process's environment. */
    public ConfigLoader loader(CommandContext context) {
        return new ConfigLoader(directory(context), System.getenv());
    }

    /** The configuration directory. */
    Path directory(CommandContext context) {
        return config.orElseGet(() -> context.installation().conf());
    }

    /**
     * The settings in force for a domain in the environment that was asked for, or the default one.
     *
     * @throws dev.almanac.common.error.AlmanacException of kind CONFIG that lists every problem
     */
    public DomainConfig load(CommandContext context, String domain, SetOption... more) {
        return load(context, domain, env.orElse(DEFAULT_ENV), more);
    }

    /** The same in a given environment. */
    public DomainConfig load(CommandContext context, String domain, String environment, SetOption... more) {
        var options = Stream.concat(set.stream().map(SetOption::parse), Stream.of(more))
                .toList();
        return bind(context, loader(context), environment, domain, options);
    }

    /** Reads and binds the settings of a domain, and keeps Spark quiet meanwhile. */
    public static DomainConfig bind(
            CommandContext context, ConfigLoader loader, String environment, String domain, List<SetOption> options) {
        Logging.silence();
        var layers = loader.load(environment, Optional.of(domain), options);
        return DomainConfig.bind(layers, context.catalogue().specs());
    }
}
