package dev.almanac.jobs.cli;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks configuration without starting anything. */
@Command(
        name = "validate-config",
        description = "Checks the configuration of every domain in every environment, or of the ones named.",
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac validate-config --domain my-shop --env cluster")
final class ValidateConfigCommand implements Runnable {
    private final CommandContext context;

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only this domain.")
    private Optional<String> domain = Optional.empty();

    @Mixin
    private ConfigOptions settings;

    ValidateConfigCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var loader = settings.loader(context);
        var problems = new ArrayList<String>();
        for (var eachDomain : domain.map(List::of).orElseGet(loader::domains)) {
            var environments = new LinkedHashMap<String, List<String>>();
            for (var eachEnv : settings.env().map(List::of).orElseGet(loader::environments)) {
                try {
                    settings.load(context, eachDomain, eachEnv);
                    context.terminal().out().printf("%s in %s: no problems%n", eachDomain, eachEnv);
                } catch (AlmanacException wrong) {
                    environments
                            .computeIfAbsent(wrong.getMessage(), message -> new ArrayList<>())
                            .add(eachEnv);
                }
            }
            environments.forEach((message, all) ->
                    problems.add("%s in %s: %s".formatted(eachDomain, String.join(", ", all), message)));
        }
        if (!problems.isEmpty()) {
            throw new AlmanacException(Failure.CONFIG, String.join(System.lineSeparator(), problems));
        }
    }
}
