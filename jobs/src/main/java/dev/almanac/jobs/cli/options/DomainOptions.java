package dev.almanac.jobs.cli.options;

import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.config.SetOption;
import dev.almanac.jobs.cli.session.CommandContext;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose a domain, its settings and its tables. */
public final class DomainOptions {
    @Option(
            names = "--domain",
            required = true,
            paramLabel = "DOMAIN",
            description = "The domain, a file of conf/domains without .conf.")
    private String domain;

    @Mixin
    private ConfigOptions settings;

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            description = "Where the tables lie (default: warehouse.path of the configuration).")
    private Optional<String> warehouse = Optional.empty();

    /**
     * The settings in force.
     *
     * @throws dev.almanac.common.error.AlmanacException of kind CONFIG that lists every problem
     */
    public DomainConfig load(CommandContext context) {
        return settings.load(context, domain, warehouse(warehouse));
    }

    /** The configuration directory. */
    public Path conf(CommandContext context) {
        return settings.directory(context);
    }

    /** What {@code --warehouse} sets, if it was given. */
    public static SetOption[] warehouse(Optional<String> path) {
        return path.stream()
                .map(given -> new SetOption("warehouse.path", given, "--warehouse"))
                .toArray(SetOption[]::new);
    }
}
