package dev.almanac.jobs.cli;

import dev.almanac.jobs.cli.describe.DescribeCommand;
import dev.almanac.jobs.cli.describe.ListCommand;
import dev.almanac.jobs.cli.describe.ValidateConfigCommand;
import dev.almanac.jobs.cli.lists.ShowCommand;
import dev.almanac.jobs.cli.lists.WhyCommand;
import dev.almanac.jobs.cli.lists.WhyNotCommand;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.output.Terminal;
import dev.almanac.jobs.cli.run.BackfillCommand;
import dev.almanac.jobs.cli.run.ReleaseCommand;
import dev.almanac.jobs.cli.run.RollbackCommand;
import dev.almanac.jobs.cli.run.RunCommand;
import dev.almanac.jobs.cli.run.RunScheduleCommand;
import dev.almanac.jobs.cli.samples.DemoCommand;
import dev.almanac.jobs.cli.samples.GenerateCommand;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.Version;
import dev.almanac.jobs.cli.tables.SqlCommand;
import dev.almanac.jobs.cli.tables.TablesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a subcommand: says what there is. */
@Command(
        name = "almanac",
        description = "Batch analytics jobs on Apache Spark and Delta Lake.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            RunScheduleCommand.class,
            BackfillCommand.class,
            ListCommand.class,
            DescribeCommand.class,
            ValidateConfigCommand.class,
            SqlCommand.class,
            ShowCommand.class,
            WhyCommand.class,
            WhyNotCommand.class,
            TablesCommand.class,
            RollbackCommand.class,
            ReleaseCommand.class,
            GenerateCommand.class,
            DocsCommand.class
        },
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:all went well",
            " 1:a bug",
            " 2:the configuration or the command line is wrong; nothing was started",
            " 3:a source or a table cannot be read as declared",
            " 4:rows do not keep a table's contract",
            " 5:a gate refused publication, or the group is held; the last good tables stay",
            "75:it may pass by itself: I/O, a conflict, a lease held, an input not there yet"
        })
final class AlmanacCommand implements Runnable, Verbosity {
    private final Terminal terminal;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces of errors.")
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    AlmanacCommand(CommandContext context) {
        this.terminal = context.terminal();
    }

    @Override
    public boolean verbose() {
        return verbose;
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
    }
}
