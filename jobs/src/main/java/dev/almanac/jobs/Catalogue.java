package dev.almanac.jobs;

import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Task;
import java.util.List;
import java.util.Optional;

/**
 * What there is to run and to read.
 *
 * @param jobs every job, in the order in which lists show them
 * @param tables every table, in the order of the dictionary
 */
public record Catalogue(List<Task<?>> jobs, List<Table> tables) {
    public Catalogue {
        jobs = List.copyOf(jobs);
        tables = List.copyOf(tables);
    }

    public List<? extends JobSpec<?>> specs() {
        return jobs.stream().<JobSpec<?>>map(Task::spec).toList();
    }

    public Optional<Task<?>> job(String name) {
        return jobs.stream().filter(job -> job.spec().name().equals(name)).findFirst();
    }

    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** The groups of all tables, in the order of their first tables. */
    public List<Group> groups() {
        return tables.stream().map(Table::group).distinct().toList();
    }
}
