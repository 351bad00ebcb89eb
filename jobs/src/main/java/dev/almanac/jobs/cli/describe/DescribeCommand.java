package dev.almanac.jobs.cli.describe;

import dev.almanac.common.config.Nearest;
import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.cli.options.ConfigOptions;
import dev.almanac.jobs.cli.output.Json;
import dev.almanac.jobs.cli.session.CommandContext;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes one thing by its name. */
@Command(
        name = "describe",
        description = "Describes a job, a table or a domain.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  almanac describe recommendations_v1",
            "  almanac describe quarantine        (and how to repair and replay it)"
        })
public final class DescribeCommand implements Runnable {
    private static final String QUARANTINE = "quarantine";

    private final CommandContext context;

    @Parameters(paramLabel = "JOB|TABLE|DOMAIN", description = "The name of what to describe.")
    private String name;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin
    private ConfigOptions settings;

    public DescribeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var catalogue = context.catalogue();
        var job = catalogue.job(name);
        var table = catalogue.table(name);
        if (job.isPresent()) {
            var spec = job.get().spec();
            print(() -> JobDescription.full(spec), () -> JobDescription.text(spec));
        } else if (table.isPresent()) {
            print(() -> TableDescription.full(table.get()), () -> tableText(table.get()));
        } else if (settings.loader(context).domains().contains(name)) {
            var config = settings.load(context, name);
            var specs = catalogue.specs();
            print(() -> DomainDescription.full(config, specs), () -> DomainDescription.text(config, specs));
        } else {
            throw unknown();
        }
    }

    private static String tableText(Table table) {
        var text = TableDescription.text(table);
        return table.name().equals(QUARANTINE) ? text + "\n" + Resources.text("quarantine.txt") + reasons() : text;
    }

    private static String reasons() {
        var text = new StringBuilder();
        for (var reason : QuarantineReason.values()) {
            text.append("%n%s%n  %s%n  %s%n".formatted(reason.code(), reason.sentence(), reason.repair()));
        }
        return text.toString();
    }

    private void print(Supplier<Map<String, Object>> data, Supplier<String> text) {
        context.terminal().out().println(json ? Json.of(data.get()) : text.get().stripTrailing());
    }

    private AlmanacException unknown() {
        var known = new ArrayList<String>();
        context.catalogue().specs().stream().map(JobSpec::name).forEach(known::add);
        context.catalogue().tables().stream().map(Table::name).forEach(known::add);
        known.addAll(settings.loader(context).domains());
        return AlmanacException.cannot(
                Failure.CONFIG,
                "describe '" + name + "'",
                "there is no job, table or domain of that name"
                        + Nearest.hint(name, known).replace("?", ""),
                "See 'almanac list' for the jobs and 'almanac tables dictionary' for the tables");
    }
}
