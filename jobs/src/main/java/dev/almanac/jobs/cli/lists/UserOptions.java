package dev.almanac.jobs.cli.lists;

import dev.almanac.common.config.DomainConfig;
import dev.almanac.jobs.cli.options.DomainOptions;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.output.Json;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.SparkProcess;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the commands that look at one user's lists. */
final class UserOptions {
    @Option(
            names = "--recommender",
            paramLabel = "NAME",
            description = "Only this recommender of the domain (default: every one it is about).")
    private Optional<String> recommender = Optional.empty();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin
    private DomainOptions domain;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Optional<String> recommender() {
        return recommender;
    }

    boolean json() {
        return json;
    }

    /** Prints what is found in the domain's published lists. */
    void print(CommandContext context, Answering answering) {
        var config = domain.load(context);
        try (var process = SparkProcess.open(context, config.settings(), Verbosity.of(spec))) {
            var lists = PublishedLists.of(process.domain(config), process.console());
            var answer = answering.of(lists, config);
            process.console().idle();
            context.terminal().out().println(answer.stripTrailing());
        }
    }

    /** Prints why the user gets the item, or does not. */
    void explain(CommandContext context, String user, String item) {
        print(context, (lists, config) -> {
            var answers = lists.explain(user, item, recommender);
            return json
                    ? Json.of(answers.stream().map(ExplanationDescription::full).toList())
                    : ExplanationDescription.text(
                            answers, config.settings().domain().zone());
        });
    }

    /** What a command says of the lists. */
    @FunctionalInterface
    interface Answering {
        String of(PublishedLists lists, DomainConfig config);
    }
}
