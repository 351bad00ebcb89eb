package dev.almanac.common.config;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.job.JobSettings;
import dev.almanac.common.job.JobSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings in force for one domain and environment, bound and found right as a whole. */
public final class DomainConfig implements JobSettings {
    private static final String JOBS = "jobs";
    private static final String ENABLED = "enabled";

    private record BoundJob(boolean enabled, Object settings, String hash) {}

    private record Switch(@Default("false") boolean enabled) {}

    private final AlmanacSettings settings;
    private final Map<String, BoundJob> jobs;

    private DomainConfig(AlmanacSettings settings, Map<String, BoundJob> jobs) {
        this.settings = settings;
        this.jobs = Map.copyOf(jobs);
    }

    /**
     * Binds everything: the suite's settings and those of every job, switched on or not. A job that the configuration
     * does not name is off.
     *
     * @param specs all jobs there are; any other name under {@code jobs} is an unknown key
     * @throws AlmanacException of kind CONFIG that lists every problem of the whole configuration
     */
    public static DomainConfig bind(LayeredConfig config, Collection<? extends JobSpec<?>> specs) {
        var problems = new ConfigProblems();
        var binder = new ConfigBinder(problems);
        var settings = binder.bind(config.root(), AlmanacSettings.class, JOBS);
        checkName(config, problems);
        var jobs = new LinkedHashMap<String, BoundJob>();
        if (binder.checkKeys(config.at(JOBS), specs.stream().map(JobSpec::name).toList())) {
            specs.forEach(spec ->
                    bind(binder, config.at(JOBS, spec.name()), spec).ifPresent(bound -> jobs.put(spec.name(), bound)));
        }
        problems.throwIfAny("use the configuration");
        return new DomainConfig(settings.orElseThrow(), jobs);
    }

    private static void checkName(LayeredConfig config, ConfigProblems problems) {
        var name = config.at("domain", "name");
        config.domain()
                .filter(expected ->
                        name.kind() == ConfigNode.Kind.SCALAR && !name.text().equals(expected))
                .ifPresent(expected -> problems.add(
                        name,
                        "must be '%s', the name of the domain's file, but is '%s'".formatted(expected, name.text())));
    }

    private static Optional<BoundJob> bind(ConfigBinder binder, ConfigNode section, JobSpec<?> spec) {
        var settings = binder.bind(section, spec.settings(), ENABLED);
        var hash = SettingsHash.of(section, Set.of(ENABLED));
        var switched = binder.bind(section, Switch.class, section.keys().toArray(String[]::new));
        return switched.flatMap(job -> settings.map(bound -> new BoundJob(job.enabled(), bound, hash)));
    }

    public AlmanacSettings settings() {
        return settings;
    }

    /** The settings of a job. */
    @Override
    public <S> S settingsOf(JobSpec<S> spec) {
        return spec.settings().cast(job(spec).settings());
    }

    /** Whether the domain has switched a job on. */
    @Override
    public boolean enabled(JobSpec<?> spec) {
        return job(spec).enabled();
    }

    /**
     * SHA-256, in hexadecimal, of a job's settings as they are in force. Whether it is switched on, secrets, comments
     * and the order of keys have no part in it.
     */
    @Override
    public String settingsHash(JobSpec<?> spec) {
        return job(spec).hash();
    }

    private BoundJob job(JobSpec<?> spec) {
        var bound = jobs.get(spec.name());
        if (bound == null) {
            throw new IllegalArgumentException("Job " + spec.name() + " was not among those that were bound.");
        }
        return bound;
    }
}
