package dev.almanac.jobs.cli.run;

import dev.almanac.common.lake.GroupControl;
import dev.almanac.common.run.DomainRuns;
import dev.almanac.jobs.cli.options.DomainOptions;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.OpenDomain;
import dev.almanac.jobs.cli.session.SparkProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes back the newest publications of a group. */
@Command(
        name = "rollback",
        description = {
            "Takes back the rows of all runs of a group after the given one, and holds the group:",
            "runs that would publish it are refused until 'almanac release'."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  almanac sql \"SELECT sequence, run_id, window_end FROM publications WHERE table_group = 'recommendations'\""
                    + " --domain my-shop",
            "  almanac rollback recommendations --to recommend.20261115T0000.1a2b3c4d --domain my-shop"
        })
public final class RollbackCommand implements Runnable {
    private final CommandContext context;

    @Parameters(paramLabel = "GROUP", description = "The group of tables, as in 'almanac describe TABLE'.")
    private String group;

    @Option(names = "--to", required = true, paramLabel = "RUN", description = "The run whose rows shall be current.")
    private String run;

    @Mixin
    private DomainOptions options;

    @Spec
    private CommandSpec spec;

    public RollbackCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var config = options.load(context);
        try (var process = SparkProcess.open(context, config.settings(), Verbosity.of(spec))) {
            var domain = process.domain(config);
            var wanted = domain.group(group);
            process.console().doing("rolling back " + group);
            var tables = context.catalogue().tables().stream()
                    .filter(table -> table.group().equals(wanted))
                    .toList();
            var undone = control(domain).rollback(group, tables, run);
            process.console()
                    .say(
                            "Rolled back group %s to run %s: took back %s; changed %s. The group is held; release it with: almanac release %s --domain %s"
                                    .formatted(
                                            group,
                                            run,
                                            String.join(", ", undone.runs()),
                                            undone.tables().isEmpty() ? "no table" : String.join(", ", undone.tables()),
                                            group,
                                            domain.name()));
        }
    }

    static GroupControl control(OpenDomain domain) {
        return new GroupControl(domain.lake(), DomainRuns.limits(domain.config()));
    }
}
