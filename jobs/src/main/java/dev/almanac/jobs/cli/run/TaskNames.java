package dev.almanac.jobs.cli.run;

import dev.almanac.common.config.Nearest;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Task;
import dev.almanac.jobs.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds jobs and schedules by what was typed. */
final class TaskNames {
    private static final List<Schedule> SCHEDULES = List.of(Schedule.HOURLY, Schedule.DAILY, Schedule.WEEKLY);

    private TaskNames() {}

    /**
     * The job of a name.
     *
     * @throws AlmanacException of kind CONFIG with the nearest name when there is none
     */
    static Task<?> job(Catalogue catalogue, String name) {
        return catalogue.job(name).orElseThrow(() -> unknown("job", name, jobs(catalogue)));
    }

    /** A schedule by its name, if it is one. */
    static Optional<Schedule> schedule(String name) {
        return SCHEDULES.stream()
                .filter(schedule -> schedule.label().equals(name))
                .findFirst();
    }

    /**
     * A schedule by its name.
     *
     * @throws AlmanacException of kind CONFIG when it is none
     */
    static Schedule requireSchedule(String name) {
        return schedule(name)
                .orElseThrow(() -> unknown(
                        "schedule",
                        name,
                        SCHEDULES.stream().map(Schedule::label).toList()));
    }

    /** That something is neither a job nor a schedule. */
    static AlmanacException neither(Catalogue catalogue, String name) {
        var known = new ArrayList<>(jobs(catalogue));
        SCHEDULES.forEach(schedule -> known.add(schedule.label()));
        return unknown("job or schedule", name, known);
    }

    private static List<String> jobs(Catalogue catalogue) {
        return catalogue.specs().stream().map(spec -> spec.name()).toList();
    }

    private static AlmanacException unknown(String kind, String name, List<String> known) {
        return AlmanacException.cannot(
                Failure.CONFIG,
                "find %s '%s'".formatted(kind, name),
                "there is none of that name" + Nearest.hint(name, known).replace("?", ""),
                "There are " + String.join(", ", known));
    }
}
