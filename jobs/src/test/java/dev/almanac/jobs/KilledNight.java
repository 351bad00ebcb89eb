package dev.almanac.jobs;

import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.Step;
import dev.almanac.common.testing.ChildProcess;
import java.nio.file.Path;

/** The child of {@link NightKillTest}: runs a job over the small sample and waits to be killed at its moment. */
final class KilledNight {
    private KilledNight() {}

    /** What the moment's kind is when it is no step, but what the run says it is doing. */
    static final String DOING = "DOING";

    /** Arguments: the warehouse folder, the job, the window's end, the moment's kind, and its table or a part of what is said. */
    public static void main(String[] arguments) {
        var kind = arguments[3];
        var what = arguments[4];
        RunObserver killer = new RunObserver() {
            @Override
            public void passed(Step step) {
                if (step.kind().name().equals(kind) && step.table().equals(what)) {
                    ChildProcess.awaitKill();
                }
            }

            @Override
            public void doing(String said) {
                if (kind.equals(DOING) && said.contains(what)) {
                    ChildProcess.awaitKill();
                }
            }
        };
        NightKillTest.small(Path.of(arguments[0])).run(arguments[1], arguments[2], killer);
        Runtime.getRuntime().halt(0);
    }
}
