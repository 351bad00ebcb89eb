package dev.almanac.common.run;

import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Window;
import java.util.List;

/**
 * What a run is about to do.
 *
 * @param runId the attempt
 * @param spec the job
 * @param window the logical time
 * @param lines what is read, written and decided, for a dry run
 */
public record RunPlan(String runId, JobSpec<?> spec, Window window, List<String> lines) {}
