package dev.almanac.jobs.cli.describe;

import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.job.JobSpec;
import dev.almanac.jobs.cli.output.Grid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a domain's configuration says, for people and for programs. */
final class DomainDescription {
    private DomainDescription() {}

    static Map<String, Object> full(DomainConfig config, List<? extends JobSpec<?>> jobs) {
        var domain = config.settings().domain();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", domain.name());
        entry.put("title", domain.title());
        entry.put("zone", domain.zone().getId());
        entry.put("warehouse", config.settings().warehouse().path());
        entry.put("jobs", jobs.stream().map(job -> job(config, job)).toList());
        return entry;
    }

    static String text(DomainConfig config, List<? extends JobSpec<?>> jobs) {
        var domain = config.settings().domain();
        var rows = jobs.stream()
                .map(job ->
                        List.of(job.name(), job.schedule().label(), config.enabled(job) ? "on" : "off", job.purpose()))
                .toList();
        return "Domain %s: %s; days begin in zone %s; tables in %s/%s%n%n%s"
                .formatted(
                        domain.name(),
                        domain.title(),
                        domain.zone(),
                        config.settings().warehouse().path(),
                        domain.name(),
                        Grid.of(List.of("job", "schedule", "", "purpose"), rows));
    }

    private static Map<String, Object> job(DomainConfig config, JobSpec<?> job) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", job.name());
        entry.put("schedule", job.schedule().label());
        entry.put("enabled", config.enabled(job));
        entry.put("settings_hash", config.settingsHash(job));
        return entry;
    }
}
