package dev.almanac.jobs.cli.samples;

import dev.almanac.jobs.cli.options.DomainOptions;
import dev.almanac.jobs.cli.options.Verbosity;
import dev.almanac.jobs.cli.session.CommandContext;
import dev.almanac.jobs.cli.session.SparkProcess;
import dev.almanac.jobs.samples.GenerateRequest;
import dev.almanac.jobs.samples.GeneratedFile;
import dev.almanac.jobs.samples.SampleGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes source files of a domain up. */
@Command(
        name = "generate",
        description = {
            "Makes source files of a domain up, of any size, from its plan and word lists in conf/domains/DOMAIN.",
            "The same numbers and seed give the same files, byte for byte."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  almanac generate --domain my-shop --users 50000 --items 10000 --events 1000000 --seed 1"
                + " --out /tmp/large")
public final class GenerateCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private SizeOptions size;

    @Option(names = "--seed", required = true, paramLabel = "N", description = "What all chance comes from.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to fill.")
    private String out;

    @Option(names = "--truth", description = "Also write the planted tastes, to DIR/_truth.")
    private boolean truth;

    @Mixin
    private DomainOptions options;

    @Spec
    private CommandSpec spec;

    public GenerateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var config = options.load(context);
        var domain = config.settings().domain().name();
        var conf = options.conf(context);
        var request = new GenerateRequest(conf, domain, size.size(), seed, out, truth);
        try (var process = SparkProcess.open(context, config.settings(), Verbosity.of(spec))) {
            process.console().doing("generating");
            var files = new SampleGenerator(process.spark(), process.console()).generate(request);
            long rows = files.stream().mapToLong(GeneratedFile::rows).sum();
            process.console().idle();
            process.console().say("Wrote %,d rows in %d files to %s".formatted(rows, files.size(), out));
        }
    }
}
