package dev.almanac.jobs.cli.reference;

import static dev.almanac.jobs.cli.reference.Markdown.code;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.JobSpec;
import java.util.List;
import java.util.stream.Collectors;

/** The reference of the jobs, {@code docs/reference/jobs.md}. */
public final class JobDictionary {
    private static final String INTRODUCTION = """
            # Jobs

            A domain switches a job on with `jobs.<name>.enabled = true`; its settings are in [settings.md](settings.md)
            under `jobs.<name>`, the tables in [tables.md](tables.md).

            """;

    private JobDictionary() {}

    public static String render(List<? extends JobSpec<?>> jobs) {
        var text = new StringBuilder(Markdown.generated()).append(INTRODUCTION);
        text.append(Markdown.header("job", "schedule", "purpose"));
        for (var job : jobs) {
            var link = "[%s](#%s)".formatted(code(job.name()), job.name());
            text.append(Markdown.row(link, job.schedule().label(), job.purpose()));
        }
        jobs.forEach(job -> text.append(entry(job)));
        return text.toString();
    }

    private static String entry(JobSpec<?> job) {
        var text = new StringBuilder("\n## " + job.name() + "\n\n" + job.purpose() + "\n\n");
        text.append("- Due: ").append(job.schedule().label()).append("\n");
        job.group()
                .ifPresent(group ->
                        text.append("- Publishes group: ").append(group.name()).append("\n"));
        if (job.traits().readsFiles()) {
            text.append("- Reads: source files\n");
        }
        text.append(tables("Reads", job, JobSpec.Role.REQUIRED));
        text.append(tables("Reads at least one of", job, JobSpec.Role.ANY_OF));
        text.append(tables("Reads if published", job, JobSpec.Role.OPTIONAL));
        text.append(tables("Reads as of an earlier window", job, JobSpec.Role.PREVIOUS));
        text.append(line("Writes", job.writes()));
        if (job.traits().recomputesDays() > 0) {
            text.append("- Recomputes: days up to %d before its window that late rows touched\n"
                    .formatted(job.traits().recomputesDays()));
        }
        return text.toString();
    }

    private static String tables(String label, JobSpec<?> job, JobSpec.Role role) {
        var tables = job.reads().stream()
                .filter(read -> read.role() == role)
                .map(JobSpec.Read::table)
                .toList();
        return line(label, tables);
    }

    private static String line(String label, List<Table> tables) {
        return tables.isEmpty()
                ? ""
                : tables.stream()
                        .map(table -> "[%s](tables.md#%s)".formatted(code(table.name()), table.name()))
                        .collect(Collectors.joining(", ", "- " + label + ": ", "\n"));
    }
}
