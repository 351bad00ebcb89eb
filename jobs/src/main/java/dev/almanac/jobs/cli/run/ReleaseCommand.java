package dev.almanac.jobs.cli.run;

import dev.almanac.jobs.cli.options.DomainOptions;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.SparkProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a group be published again. */
@Command(
        name = "release",
        description = "Lets a group that was rolled back be published again.",
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac release recommendations --domain my-shop")
public final class ReleaseCommand implements Runnable {
    private final CommandContext context;

    @Parameters(paramLabel = "GROUP", description = "The group of tables.")
    private String group;

    @Mixin
    private DomainOptions options;

    @Spec
    private CommandSpec spec;

    public ReleaseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var config = options.load(context);
        try (var process = SparkProcess.open(context, config.settings(), Verbosity.of(spec))) {
            var domain = process.domain(config);
            process.console().doing("releasing " + group);
            boolean held =
                    RollbackCommand.control(domain).release(domain.group(group).name());
            process.console()
                    .say(
                            held
                                    ? "Released group %s; the next run publishes it again.".formatted(group)
                                    : "Group %s is not held; there is nothing to do.".formatted(group));
        }
    }
}
