package dev.almanac.jobs.cli.describe;

import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.JobSpec;
import dev.almanac.jobs.cli.output.Grid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a job declares, for people and for programs. */
final class JobDescription {
    private JobDescription() {}

    /** The entry of {@code almanac list --json}. */
    static Map<String, Object> brief(JobSpec<?> job) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", job.name());
        entry.put("schedule", job.schedule().label());
        entry.put("purpose", job.purpose());
        entry.put(
                "reads",
                job.reads().stream().map(read -> read.table().name()).distinct().toList());
        entry.put("writes", job.writes().stream().map(Table::name).toList());
        return entry;
    }

    /** The brief entry and what else is declared. */
    static Map<String, Object> full(JobSpec<?> job) {
        var entry = new LinkedHashMap<>(brief(job));
        entry.put("group", job.group().map(Group::name).orElse(null));
        entry.put("reads", job.reads().stream().map(JobDescription::read).toList());
        entry.put("reads_files", job.traits().readsFiles());
        entry.put("recomputes_days", job.traits().recomputesDays());
        entry.put("settings", "jobs." + job.name());
        return entry;
    }

    static String text(JobSpec<?> job) {
        var text = new StringBuilder(
                "Job %s (%s): %s%n".formatted(job.name(), job.schedule().label(), job.purpose()));
        text.append("Settings: jobs.%s, see docs/reference/settings.md%n".formatted(job.name()));
        job.group()
                .ifPresent(group -> text.append("Publishes group %s: %s%n".formatted(group.name(), group.purpose())));
        if (job.traits().readsFiles()) {
            text.append("Reads source files.%n".formatted());
        }
        if (job.traits().recomputesDays() > 0) {
            text.append("Recomputes days up to %d before its window that late rows touched.%n"
                    .formatted(job.traits().recomputesDays()));
        }
        var reads = job.reads().stream()
                .map(read -> List.of(
                        "reads",
                        read.table().name(),
                        role(read.role()),
                        read.table().purpose()));
        var writes = job.writes().stream()
                .map(table -> List.of(
                        "writes", table.name(), table.writeMode().describe().replace("`", ""), table.purpose()));
        var rows = Stream.concat(reads, writes).toList();
        return rows.isEmpty() ? text.toString() : text + "\n" + Grid.of(List.of("", "table", "how", "purpose"), rows);
    }

    /** How a table is read, in words. */
    static String role(JobSpec.Role role) {
        return switch (role) {
            case REQUIRED -> "must have been published";
            case ANY_OF -> "it or another such table must have been published";
            case OPTIONAL -> "empty until it is published";
            case PREVIOUS -> "as published for an earlier window";
        };
    }

    private static Map<String, Object> read(JobSpec.Read read) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("table", read.table().name());
        entry.put("role", read.role().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return entry;
    }
}
