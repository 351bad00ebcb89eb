package dev.almanac.jobs.cli.samples;

import dev.almanac.jobs.samples.GenerateRequest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much is to be made up. */
public final class SizeOptions {
    @Option(names = "--users", required = true, paramLabel = "N", description = "How many people.")
    private long users;

    @Option(names = "--items", required = true, paramLabel = "N", description = "How many things they use.")
    private long items;

    @Option(names = "--events", required = true, paramLabel = "N", description = "How much they do.")
    private long events;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * The size asked for.
     *
     * @throws ParameterException when it is impossible
     */
    public GenerateRequest.Size size() {
        try {
            return new GenerateRequest.Size(users, items, events);
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(command.commandLine(), impossible.getMessage());
        }
    }
}
