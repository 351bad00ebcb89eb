package dev.almanac.common.run;

import dev.almanac.common.job.Schedule;
import dev.almanac.common.testing.ChildProcess;
import dev.almanac.common.testing.TestWarehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** The child of {@link KillTest}: runs {@link Visits} and waits to be killed at a step. */
final class KilledVisits {
    private KilledVisits() {}

    /** Arguments: the warehouse folder, the step's kind, its table or nothing, the day, the visits. */
    public static void main(String[] arguments) {
        var moment = new Step(Step.Kind.valueOf(arguments[1]), arguments[2]);
        var window = Schedule.DAILY.windowEnding(Instant.parse(arguments[3]), ZoneOffset.UTC);
        var settings = Map.of("visits", new Visits.Settings(Long.parseLong(arguments[4]), "/p"));
        RunObserver killer = new RunObserver() {
            @Override
            public void passed(Step step) {
                if (step.equals(moment)) {
                    ChildProcess.awaitKill();
                }
            }
        };
        TestWarehouse.in(Path.of(arguments[0]), Visits.TABLES)
                .runner(killer, settings)
                .run(new Visits(), window);
        Runtime.getRuntime().halt(0);
    }
}
