package dev.almanac.jobs.cli.session;

import dev.almanac.common.config.AlmanacSettings;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.observe.Logging;
import dev.almanac.common.session.Sessions;
import dev.almanac.jobs.cli.output.Console;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of a command, with the console and the log file it reports to. */
public final class SparkProcess implements AutoCloseable {
    private final CommandContext context;
    private final Console console;
    private final SparkSession spark;

    private SparkProcess(CommandContext context, Console console, SparkSession spark) {
        this.context = context;
        this.console = console;
        this.spark = spark;
    }

    /**
     * Sends logs to their file and opens the session; the session itself ends with the process.
     *
     * @throws dev.almanac.common.error.AlmanacException of kind CONFIG when the log folder cannot be written
     */
    public static SparkProcess open(CommandContext context, AlmanacSettings settings, boolean verbose) {
        Logging.toFile(settings.logging());
        var console = Console.beating(context.terminal(), verbose);
        console.doing("starting Spark");
        var spark = Sessions.open(settings.spark(), "almanac");
        console.idle();
        return new SparkProcess(context, console, spark);
    }

    /** The session, the only one of the process. */
    public SparkSession spark() {
        return spark;
    }

    /** Where the command says what it does. */
    public Console console() {
        return console;
    }

    /** Warns of a window that is not over yet: its run is the newest until time has caught up. */
    public void warnIfAhead(Instant end) {
        if (end.isAfter(Instant.now())) {
            console.warn(
                    "the window ends in the future, at %s: what lands until then is not in it, and runs of earlier windows may be superseded"
                            .formatted(end));
        }
    }

    /** Opens a domain in this session. */
    public OpenDomain domain(DomainConfig config) {
        return OpenDomain.of(context, config, spark, console);
    }

    @Override
    public void close() {
        console.close();
    }
}
