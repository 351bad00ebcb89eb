package dev.almanac.jobs.cli.describe;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.cli.options.ConfigOptions;
import dev.almanac.jobs.cli.session.CommandContext;
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
public final class ValidateConfigCommand implements Runnable {
    private final CommandContext context;

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only this domain.")
    private Optional<String> domain = Optional.empty();

    @Mixin
    private ConfigOptions settings;

    public ValidateConfigCommand(CommandContext context) {
        this.context = context;
    }

    /** @param problem what is wrong, if anything */
    private record Checked(String domain, String environment, Optional<String> problem) {}

    @Override
    public void run() {
        var loader = settings.loader(context);
        var domains = domain.map(List::of).orElseGet(loader::domains);
        var environments = settings.env().map(List::of).orElseGet(loader::environments);
        // Side by side: a domain more is not to be waited for.
        var checked = domains.stream()
                .flatMap(name -> environments.stream().map(env -> new Checked(name, env, Optional.empty())))
                .toList()
                .parallelStream()
                .map(this::check)
                .toList();
        checked.stream()
                .filter(each -> each.problem().isEmpty())
                .forEach(each ->
                        context.terminal().out().printf("%s in %s: no problems%n", each.domain(), each.environment()));
        var problems = problems(checked);
        if (!problems.isEmpty()) {
            throw new AlmanacException(Failure.CONFIG, String.join(System.lineSeparator(), problems));
        }
    }

    private Checked check(Checked unchecked) {
        try {
            settings.load(context, unchecked.domain(), unchecked.environment());
            return unchecked;
        } catch (AlmanacException wrong) {
            return new Checked(unchecked.domain(), unchecked.environment(), Optional.of(wrong.getMessage()));
        }
    }

    /** Each problem of a domain once, with the environments that have it. */
    private static List<String> problems(List<Checked> checked) {
        var environments = new LinkedHashMap<String, LinkedHashMap<String, List<String>>>();
        for (var each : checked) {
            each.problem()
                    .ifPresent(message -> environments
                            .computeIfAbsent(each.domain(), name -> new LinkedHashMap<>())
                            .computeIfAbsent(message, text -> new ArrayList<>())
                            .add(each.environment()));
        }
        var problems = new ArrayList<String>();
        environments.forEach((domain, messages) -> messages.forEach(
                (message, all) -> problems.add("%s in %s: %s".formatted(domain, String.join(", ", all), message))));
        return problems;
    }
}
