package dev.almanac.common.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.common.config.LoggingSettings;
import dev.almanac.common.testing.SharedSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log file says which run did what, and neither it nor the console shows values of rows. */
class LoggingTest {
    private static final String SECRET = "anna.secret";

    @TempDir
    static Path directory;

    private static final PrintStream STDERR = System.err;
    private static final PrintStream STDOUT = System.out;
    private static final ByteArrayOutputStream CONSOLE = new ByteArrayOutputStream();
    private static Path file;

    @BeforeAll
    static void logToADirectory() {
        var console = new PrintStream(CONSOLE, true, StandardCharsets.UTF_8);
        System.setErr(console);
        System.setOut(console);
        file = Logging.toFile(new LoggingSettings(directory.resolve("logs").toString(), LoggingSettings.Level.INFO));
    }

    @AfterAll
    static void restore() {
        System.setErr(STDERR);
        System.setOut(STDOUT);
        SharedSpark.session().sparkContext().setLogLevel("ERROR");
        Configurator.reconfigure();
    }

    /** Delta names the values of the offending row in its error, without quotes; Spark logs that error several times. */
    @Test
    void aRowThatBreaksACheckIsNowhere() throws Exception {
        var spark = SharedSpark.session();
        spark.sparkContext().setLogLevel("WARN");
        var table = "delta.`" + directory.resolve("checked") + "`";
        spark.sql("CREATE TABLE " + table + " (mail STRING) USING delta");
        spark.sql("ALTER TABLE " + table + " ADD CONSTRAINT has_at CHECK (mail LIKE '%@%')");
        Throwable failure;
        try (var run = LogMarks.open("run-1", "job-a", "domain-a")) {
            assertThat(run).isNotNull();
            failure = catchThrowable(
                    () -> spark.sql("INSERT INTO " + table + " SELECT '" + SECRET + "' || id FROM range(1)"));
            LogManager.getLogger("dev.almanac.test").error("The insert failed.", failure);
        }
        assertThat(failure).isNotNull();
        assertThat(stackOf(failure)).as("the unmasked error shows the value").contains(SECRET);
        nothingLeaked();
        assertThat(events()).anySatisfy(event -> {
            assertThat(event.path("logger").asText()).startsWith("org.apache.spark");
            assertThat(event.path("run").asText()).isEqualTo("run-1");
        });
        assertThat(events()).anySatisfy(event -> {
            assertThat(event.path("message").asText()).isEqualTo("The insert failed.");
            assertThat(event.path("job").asText()).isEqualTo("job-a");
            assertThat(event.path("error").asText()).contains("[DELTA_VIOLATE_CONSTRAINT", "\tat ");
        });
    }

    @Test
    void aValueThatCannotBeCastIsNowhere() throws Exception {
        var spark = SharedSpark.session();
        spark.sparkContext().setLogLevel("WARN");
        var failure = catchThrowable(() -> spark.sql("SELECT CAST('" + SECRET + "' || id AS INT) FROM range(1)")
                .collectAsList());
        assertThat(failure).isNotNull();
        LogManager.getLogger("dev.almanac.test").error("The cast failed.", failure);
        nothingLeaked();
        assertThat(events())
                .anySatisfy(event -> assertThat(event.path("error").asText()).contains("[CAST_INVALID_INPUT]"));
    }

    /** Libraries that log through java.util.logging write to the console unless told otherwise. */
    @Test
    void javaUtilLoggingGoesToTheFile() throws Exception {
        java.util.logging.Logger.getLogger("some.library").warning("No native library found");
        assertThat(CONSOLE.toString(StandardCharsets.UTF_8)).doesNotContain("native library");
        assertThat(Files.readString(file)).contains("No native library found");
    }

    private static void nothingLeaked() throws Exception {
        assertThat(Files.readString(file)).isNotEmpty().doesNotContain(SECRET);
        assertThat(CONSOLE.toString(StandardCharsets.UTF_8))
                .doesNotContain(SECRET)
                .doesNotContain("WARN");
    }

    private static List<JsonNode> events() throws Exception {
        var events = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(file)) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }

    private static String stackOf(Throwable thrown) {
        var printed = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(printed, true));
        return printed.toString();
    }
}
