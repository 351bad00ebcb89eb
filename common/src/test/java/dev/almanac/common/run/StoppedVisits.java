package dev.almanac.common.run;

import dev.almanac.common.job.Schedule;
import dev.almanac.common.testing.TestWarehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** The child of {@link KillTest}: runs {@link Visits} and is told to stop as soon as the first table is written aside. */
final class StoppedVisits {
    private StoppedVisits() {}

    /** Arguments: the warehouse folder, the day, the visits. */
    public static void main(String[] arguments) {
        var window = Schedule.DAILY.windowEnding(Instant.parse(arguments[1]), ZoneOffset.UTC);
        var settings = Map.of("visits", new Visits.Settings(Long.parseLong(arguments[2]), "/p"));
        RunObserver stopper = new RunObserver() {
            @Override
            public void passed(Step step) {
                if (step.equals(new Step(Step.Kind.STAGED, Visits.DAILY.name()))) {
                    tellToStop();
                }
            }
        };
        TestWarehouse.in(Path.of(arguments[0]), Visits.TABLES)
                .runner(stopper, settings)
                .run(new Visits(), window);
    }

    private static void tellToStop() {
        try {
            var pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-TERM", pid).start().waitFor();
            while (!Failures.isStopping()) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
