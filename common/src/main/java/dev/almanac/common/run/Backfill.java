package dev.almanac.common.run;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Task;
import dev.almanac.common.job.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Runs jobs over a range of past windows, with as few runs as give the same rows. */
public final class Backfill {
    private final BiFunction<Task<?>, Window, RunReport> runner;
    private final ZoneId zone;

    public Backfill(BiFunction<Task<?>, Window, RunReport> runner, ZoneId zone) {
        this.runner = runner;
        this.zone = zone;
    }

    /**
     * Runs each task over all its windows, producers before consumers; stops a task, and what depends on it, at its
     * first failure.
     *
     * @param from the first window's start
     * @param to the last window's end, exclusive
     */
    public List<RunReport> run(List<? extends Task<?>> tasks, Instant from, Instant to) {
        var reports = new ArrayList<RunReport>();
        var schedule = new ScheduleRun((task, range) -> {
            var done = overWindows(task, windows(task.spec(), from, to));
            reports.addAll(done);
            return done.get(done.size() - 1);
        });
        schedule.run(tasks, new Window(from, to)).stream()
                .filter(report -> report.outcome().ending() == RunReport.Ending.SKIPPED)
                .forEach(reports::add);
        return List.copyOf(reports);
    }

    /** @throws AlmanacException of kind CONFIG when the range of a job or schedule is empty */
    public static void requireRange(String name, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw AlmanacException.cannot(
                    Failure.CONFIG, "back-fill " + name, from + " is not before " + to, "Swap --from and --to");
        }
    }

    private List<RunReport> overWindows(Task<?> task, List<Window> windows) {
        var reports = new ArrayList<RunReport>();
        for (var window : windows) {
            var report = runner.apply(task, window);
            reports.add(report);
            if (!report.succeeded()) {
                break;
            }
        }
        return reports;
    }

    /**
     * The windows a back-fill runs.
     *
     * @throws AlmanacException of kind CONFIG when the range is off the job's schedule or empty
     */
    List<Window> windows(JobSpec<?> spec, Instant from, Instant to) {
        requireRange(spec.name(), from, to);
        var schedule = spec.schedule() == Schedule.ON_DEMAND ? Schedule.DAILY : spec.schedule();
        schedule.windowEnding(from, zone);
        schedule.windowEnding(to, zone);
        return switch (spec.traits().backfill()) {
            case WHOLE_RANGE -> List.of(new Window(from, to));
            case LAST_OF_DAY ->
                every(schedule, from, to).stream()
                        .filter(window -> isLastOfItsDay(window, to))
                        .toList();
            case EVERY_WINDOW -> every(schedule, from, to);
        };
    }

    private boolean isLastOfItsDay(Window window, Instant to) {
        return window.end().equals(to)
                || Schedule.DAILY.floor(window.end().atZone(zone)).toInstant().equals(window.end());
    }

    private List<Window> every(Schedule schedule, Instant from, Instant to) {
        var windows = new ArrayList<Window>();
        for (var end = schedule.next(from.atZone(zone)); !end.toInstant().isAfter(to); end = schedule.next(end)) {
            windows.add(schedule.windowEnding(end.toInstant(), zone));
        }
        return windows;
    }
}
