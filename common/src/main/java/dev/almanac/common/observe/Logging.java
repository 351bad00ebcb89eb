package dev.almanac.common.observe;

import dev.almanac.common.config.LoggingSettings;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.NullAppender;
import org.apache.logging.log4j.core.appender.rewrite.RewriteAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where log lines go: all of them to a file, one JSON object a line with the run's id, masked by {@link Redaction}; none
 * to the console, which belongs to the command line. Libraries log from WARN at most.
 */
public final class Logging {
    private static final String FILE = "file";
    private static final String SILENT = "silent";
    private static final String MASKED = "masked";
    // One write per event, so that processes which share a file do not tear each other's lines.
    private static final int LONGEST_EVENT_BYTES = 1 << 20;

    private static volatile boolean toFile;

    /** Log4j itself holds its context weakly, and a new one would be set up by whoever logs next. */
    private static volatile LoggerContext inUse;

    private Logging() {}

    /** Whether {@link #toFile} has been called, so that what is logged does not end on the console. */
    public static boolean isToFile() {
        return toFile;
    }

    /**
     * Keeps libraries off the console until {@link #toFile}; what they log before is lost. Configuration is read before
     * it says where the log file is, and reading it already starts parts of Spark.
     */
    public static void silence() {
        if (!toFile) {
            var builder = ConfigurationBuilderFactory.newConfigurationBuilder();
            builder.setConfigurationName("silent").setStatusLevel(Level.ERROR);
            builder.add(builder.newRootLogger(Level.OFF));
            var context = use(builder.build(false));
            // With no appender at all Spark would set up its own logging.
            var root = context.getConfiguration().getRootLogger();
            root.addAppender(NullAppender.createAppender(SILENT), null, null);
            context.updateLoggers();
        }
    }

    private static LoggerContext use(BuiltConfiguration configuration) {
        // Under spark-submit Almanac's classes have a loader of their own, and Spark's and Log4j's share another.
        inUse = Configurator.initialize(LoggerContext.class.getClassLoader(), configuration);
        inUse.reconfigure(configuration);
        return inUse;
    }

    /**
     * Sets logging up for this process, whatever was set up before (spark-submit does so before it calls Main). Must
     * be called before Spark starts.
     *
     * @param settings the directory is made when absent and gets one file per UTC day, which processes share; the level
     *     is that of Almanac's own lines
     * @return the file
     * @throws AlmanacException of kind CONFIG when the directory cannot be written
     */
    public static Path toFile(LoggingSettings settings) {
        // The vector and linear algebra libraries report through java.util.logging, by default to the console.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        var file = writableFile(Path.of(settings.directory()));
        maskInto(use(configuration(file, settings.level())));
        toFile = true;
        return file;
    }

    private static Path writableFile(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!Files.isWritable(directory)) {
                throw new IOException("it is not writable");
            }
        } catch (IOException e) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "write logs to " + directory,
                    e.toString(),
                    "Make the directory writable or configure another one");
        }
        return directory.resolve("almanac-" + LocalDate.now(ZoneOffset.UTC) + ".jsonl");
    }

    private static BuiltConfiguration configuration(Path file, LoggingSettings.Level level) {
        var builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.setConfigurationName("almanac").setStatusLevel(Level.ERROR);
        builder.add(builder.newAppender(FILE, "File")
                .addAttribute("fileName", file.toAbsolutePath().toString())
                .addAttribute("append", true)
                .addAttribute("bufferSize", LONGEST_EVENT_BYTES)
                .add(builder.newLayout("JsonTemplateLayout").addAttribute("eventTemplate", template())));
        var own = Level.valueOf(level.name());
        builder.add(builder.newLogger("dev.almanac", own));
        builder.add(builder.newRootLogger(own.isMoreSpecificThan(Level.WARN) ? own : Level.WARN));
        return builder.build(false);
    }

    private static void maskInto(LoggerContext context) {
        var configuration = context.getConfiguration();
        var toFile = AppenderRef.createAppenderRef(FILE, null, null);
        var masked = RewriteAppender.createAppender(
                MASKED, "true", new AppenderRef[] {toFile}, configuration, new RedactingPolicy(), null);
        masked.start();
        configuration.addAppender(masked);
        configuration.getRootLogger().addAppender(masked, null, null);
        context.updateLoggers();
    }

    private static String template() {
        try (var resource = Logging.class.getResourceAsStream("log-event.json")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
