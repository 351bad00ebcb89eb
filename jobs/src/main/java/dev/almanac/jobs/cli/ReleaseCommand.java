package dev.almanac.jobs.cli;

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
final class ReleaseCommand implements Runnable {
    private final CommandContext context;

    @Parameters(paramLabel = "GROUP", description = "The group of tables.")
    private String group;

    @Mixin
    private DomainOptions options;

    @Spec
    private CommandSpec spec;

    ReleaseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var config = options.load(context);
        try (var process = SparkProcess.open(context, config.settings(), AlmanacCommand.isVerbose(spec))) {
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
