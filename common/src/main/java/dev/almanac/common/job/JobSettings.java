package dev.almanac.common.job;

/** The bound configuration of a domain's jobs. */
public interface JobSettings {
    /** The job's settings record. */
    <S> S settingsOf(JobSpec<S> spec);

    /** Whether the domain runs the job. */
    boolean enabled(JobSpec<?> spec);

    /** A hash that changes when the job's settings do. */
    String settingsHash(JobSpec<?> spec);
}
