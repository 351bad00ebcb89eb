package dev.almanac.jobs.cli.tables;

import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.lake.Warehouse;
import dev.almanac.jobs.cli.options.ConfigOptions;
import dev.almanac.jobs.cli.options.DomainOptions;
import dev.almanac.jobs.cli.session.CommandContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose whose tables are looked at: one domain's, or those of every domain that has any. */
final class TableOptions {
    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "Only this domain (default: every domain that has tables).")
    private Optional<String> domain = Optional.empty();

    @Mixin
    private ConfigOptions settings;

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            description = "Where the tables lie (default: warehouse.path of the configuration).")
    private Optional<String> warehouse = Optional.empty();

    /**
     * The settings in force of each domain.
     *
     * @throws AlmanacException of kind CONFIG that lists every problem of the configuration, of kind INPUT when no
     *     domain has tables
     */
    List<DomainConfig> load(CommandContext context) {
        var more = DomainOptions.warehouse(warehouse);
        if (domain.isPresent()) {
            return List.of(settings.load(context, domain.get(), more));
        }
        var present = new ArrayList<DomainConfig>();
        for (var name : settings.loader(context).domains()) {
            var config = settings.load(context, name, more);
            if (hasTables(config)) {
                present.add(config);
            }
        }
        if (present.isEmpty()) {
            throw AlmanacException.cannot(
                    Failure.INPUT,
                    "look at tables",
                    "no domain has any in the warehouse",
                    "Name another with --warehouse, or make some with 'almanac demo'");
        }
        return present;
    }

    private static boolean hasTables(DomainConfig config) {
        var path = config.settings().warehouse().path();
        return Warehouse.at(path, config.settings().domain().name(), new Configuration())
                .exists();
    }
}
