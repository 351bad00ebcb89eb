package dev.almanac.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.config.SetOption;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Progress;
import dev.almanac.common.observe.Logging;
import dev.almanac.common.session.Sessions;
import dev.almanac.jobs.cli.options.ConfigOptions;
import dev.almanac.jobs.cli.session.CommandContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every benchmark understands: where its result goes, and settings other than the configured ones. */
public final class BenchmarkOptions {
    private static final String ENVIRONMENT = "local";
    /** A benchmark of no domain borrows the zone and the Spark settings of this one, and nothing else. */
    private static final String BORROWED = "movielens";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the result to this file.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting that is stronger than every file; repeatable.")
    private List<String> set = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * The settings in force for a domain.
     *
     * @param more what the benchmark itself sets; {@code --set} is stronger
     * @throws AlmanacException of kind CONFIG that lists every problem
     */
    public DomainConfig config(CommandContext context, String domain, SetOption... more) {
        var options = Stream.concat(Stream.of(more), set.stream().map(SetOption::parse))
                .toList();
        var loader = new ConfigLoader(context.installation().conf(), System.getenv());
        return ConfigOptions.bind(context, loader, ENVIRONMENT, domain, options);
    }

    /** The settings in force for a benchmark of no domain. */
    public DomainConfig config(CommandContext context, SetOption... more) {
        return config(context, BORROWED, more);
    }

    /** The {@code --set} options as they were given, for a process that is to be set the same. */
    public List<String> set() {
        return set.stream().flatMap(option -> Stream.of("--set", option)).toList();
    }

    /** Sends logs to their file and opens the session, as every command does. */
    public SparkSession session(DomainConfig config) {
        Logging.toFile(config.settings().logging());
        progress().doing("starting Spark");
        return Sessions.open(config.settings().spark(), "almanac " + command.qualifiedName());
    }

    /** Says on the error stream what is being done. */
    public Progress progress() {
        var err = command.commandLine().getErr();
        return what -> {
            err.println("  " + what);
            err.flush();
        };
    }

    /** Where the result is printed. */
    public PrintWriter out() {
        return command.commandLine().getOut();
    }

    /**
     * Writes the result to the file that was asked for, if one was; keys in snake case.
     *
     * @throws AlmanacException of kind CONFIG when the file cannot be written
     */
    public void save(Object result) {
        json.ifPresent(file -> {
            try {
                JSON.writeValue(file.toFile(), result);
            } catch (IOException e) {
                throw AlmanacException.cannot(
                        Failure.CONFIG, "write " + file, e.toString(), "Pass a --json that can be written");
            }
        });
    }
}
