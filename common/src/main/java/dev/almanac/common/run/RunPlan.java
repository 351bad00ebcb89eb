package dev.almanac.common.run;

import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Window;

/**
 * What a run is about to do.
 *
 * @param runId the attempt
 * @param spec the job
 * @param window the logical time
 */
public record RunPlan(String runId, JobSpec<?> spec, Window window) {}
