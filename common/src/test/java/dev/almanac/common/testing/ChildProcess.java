package dev.almanac.common.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second JVM with this one's class path, to be killed the way a machine kills: with SIGKILL, at a chosen moment. */
public final class ChildProcess {
    private static final String READY = "READY TO BE KILLED";
    private static final long LONGEST_SECONDS = 300;
    /** How long a child lives. */
    public enum Life {
        /** Code compiled once, and lightly, is ready sooner. */
        SECONDS,
        /** Training models takes lightly compiled code twice as long. */
        A_MINUTE
    }

    private static final File ERRORS = new File("target/child-processes.log");

    private ChildProcess() {}

    /** Called in the child at the moment it is to be killed; never returns. */
    public static void awaitKill() {
        System.out.println(READY);
        System.out.flush();
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Starts the main class and kills it when it calls {@link #awaitKill}.
     *
     * @return whether it got there; false when it ended by itself before
     */
    public static boolean killAtItsMoment(Life life, Class<?> mainClass, String... arguments) {
        try {
            var process = start(life, mainClass, arguments);
            boolean reached = awaitReady(process);
            process.destroyForcibly();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The child survived SIGKILL.");
            }
            return reached;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the main class in a JVM with this one's class path, module flags and a gigabyte of memory; its errors go to target/child-processes.log. */
    public static Process start(Life life, Class<?> mainClass, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx1g"));
        command.add("-XX:+UseSerialGC");
        if (life == Life.SECONDS) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-Duser."))
                .forEach(command::add);
        // Surefire sets these in the running JVM, not on its command line.
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("almanac."))
                .forEach(name -> command.add("-D%s=%s".formatted(name, System.getProperty(name))));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(ERRORS))
                .start();
    }

    private static boolean awaitReady(Process process) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch(READY::equals);
        }
    }
}
