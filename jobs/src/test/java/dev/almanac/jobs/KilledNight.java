package dev.almanac.jobs;

import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.Step;
import dev.almanac.common.testing.ChildProcess;
import java.nio.file.Path;

/** The child of {@link NightKillTest}: runs a job over the small sample and waits to be killed at a step. */
final class KilledNight {
    private KilledNight() {}

    /** Arguments: the warehouse folder, the job, the step's kind, its table or nothing. */
    public static void main(String[] arguments) {
        var moment = new Step(Step.Kind.valueOf(arguments[2]), arguments[3]);
        RunObserver killer = new RunObserver() {
            @Override
            public void passed(Step step) {
                if (step.equals(moment)) {
                    ChildProcess.awaitKill();
                }
            }
        };
        NightKillTest.small(Path.of(arguments[0])).run(arguments[1], NightKillTest.AT, killer);
        Runtime.getRuntime().halt(0);
    }
}
