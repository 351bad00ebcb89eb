package dev.almanac.common.run;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Task;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.RunRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Runs several jobs in the order of what they read and write; a failed one stops only those that depend on it. */
public final class ScheduleRun {
    private final BiFunction<Task<?>, Window, RunReport> runner;

    /**
     * @param runner runs one task for one window
     */
    public ScheduleRun(BiFunction<Task<?>, Window, RunReport> runner) {
        this.runner = runner;
    }

    /** Runs every task for its window, producers before consumers. */
    public List<RunReport> run(List<? extends Task<?>> tasks, Window window) {
        var reports = new ArrayList<RunReport>();
        var failed = new LinkedHashSet<String>();
        for (var task : inOrder(tasks)) {
            var blocking =
                    dependencies(task, tasks).stream().filter(failed::contains).toList();
            var report = blocking.isEmpty() ? runner.apply(task, window) : skipped(task, window, blocking);
            if (!report.succeeded()) {
                failed.add(task.spec().name());
            }
            reports.add(report);
        }
        return List.copyOf(reports);
    }

    /**
     * Producers before consumers, otherwise in the given order.
     *
     * @throws IllegalArgumentException when tasks depend on each other in a circle
     */
    public static List<Task<?>> inOrder(List<? extends Task<?>> tasks) {
        var ordered = new ArrayList<Task<?>>();
        var waiting = new ArrayList<Task<?>>(tasks);
        var done = new LinkedHashSet<String>();
        while (!waiting.isEmpty()) {
            var next = waiting.stream()
                    .filter(task -> done.containsAll(dependencies(task, tasks)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Jobs depend on each other in a circle: "
                            + waiting.stream().map(task -> task.spec().name()).toList()));
            waiting.remove(next);
            ordered.add(next);
            done.add(next.spec().name());
        }
        return List.copyOf(ordered);
    }

    private static Set<String> dependencies(Task<?> task, List<? extends Task<?>> tasks) {
        var needed = task.spec().reads().stream()
                .filter(read -> read.role() != JobSpec.Role.PREVIOUS)
                .map(read -> read.table().name())
                .toList();
        var names = new LinkedHashSet<String>();
        for (var other : tasks) {
            boolean produces = other.spec().writes().stream().map(Table::name).anyMatch(needed::contains);
            if (produces && !other.spec().name().equals(task.spec().name())) {
                names.add(other.spec().name());
            }
        }
        return names;
    }

    private static RunReport skipped(Task<?> task, Window window, List<String> blocking) {
        var error = AlmanacException.cannot(
                Failure.CAN_PASS,
                "run " + task.spec().name(),
                "it depends on " + String.join(", ", blocking) + ", which failed",
                "Mend that first and run the schedule again");
        var outcome = new RunReport.Outcome(
                RunReport.Ending.SKIPPED, error.getMessage(), RunRecord.Lineage.NONE, Optional.of(error));
        return new RunReport("", task.spec().name(), window, outcome, Duration.ZERO);
    }

    /** What a process that ran the reports exits with: the worst of what cannot pass by itself, else of what can. */
    public static int exitCode(List<RunReport> reports) {
        var failures = reports.stream()
                .flatMap(report -> report.outcome().error().stream())
                .map(AlmanacException::failure)
                .toList();
        return failures.stream()
                .filter(failure -> !failure.retryable())
                .findFirst()
                .or(() -> failures.stream().findFirst())
                .map(Failure::exitCode)
                .orElse(0);
    }
}
