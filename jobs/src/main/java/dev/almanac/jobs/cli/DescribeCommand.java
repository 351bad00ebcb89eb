package dev.almanac.jobs.cli;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes one thing by its name. */
@Command(
        name = "describe",
        description = "Describes a job or a table.",
        footerHeading = "%nExamples:%n",
        footer = {"  almanac describe recommendations_v1", "  almanac describe quarantine"})
final class DescribeCommand implements Runnable {
    private final Catalogue catalogue;
    private final Terminal terminal;

    @Parameters(paramLabel = "JOB|TABLE", description = "The name of what to describe.")
    private String name;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    DescribeCommand(CommandContext context) {
        this.catalogue = context.catalogue();
        this.terminal = context.terminal();
    }

    @Override
    public void run() {
        var job = catalogue.job(name);
        var table = catalogue.table(name);
        if (job.isPresent()) {
            var spec = job.get().spec();
            print(json ? Json.of(JobDescription.full(spec)) : JobDescription.text(spec));
        } else if (table.isPresent()) {
            print(json ? Json.of(TableDescription.full(table.get())) : TableDescription.text(table.get()));
        } else {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "describe '" + name + "'",
                    "there is no job or table of that name",
                    "See 'almanac list' for the jobs and 'almanac tables dictionary' for the tables");
        }
    }

    private void print(String text) {
        terminal.out().println(text.stripTrailing());
    }
}
