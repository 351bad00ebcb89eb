package dev.almanac.benchmarks.schedule;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An {@code almanac} of its own process, with this one's class path and JVM options. */
final class Child {
    private final Path log;

    /**
     * @param log gets what it prints
     */
    Child(Path log) {
        this.log = log;
    }

    /**
     * Runs a command line and waits for its end.
     *
     * @return the seconds from start to end
     * @throws AlmanacException of the exit code's kind when it is not 0
     */
    double run(List<String> arguments) {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.matches("(--add-|-X|-Dalmanac\\.home|-Djdk|-Dio|-Duser).*"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        try {
            long start = System.nanoTime();
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int exitCode = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (exitCode != 0) {
                throw failed(arguments, exitCode);
            }
            return seconds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private AlmanacException failed(List<String> arguments, int exitCode) throws IOException {
        return AlmanacException.cannot(
                Failure.BUG,
                "run 'almanac " + String.join(" ", arguments) + "'",
                "it ended with exit code " + exitCode + " and said: "
                        + Files.readString(log).strip(),
                "Run it by hand");
    }
}
