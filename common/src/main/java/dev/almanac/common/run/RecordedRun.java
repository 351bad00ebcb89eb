package dev.almanac.common.run;

import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.Lake;
import dev.almanac.common.lake.RunRecord;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A run that is over, as its record tells it: what it read can be read again, to explain what it wrote.
 *
 * @param entry the record of its end
 */
public record RecordedRun(RunRecord entry) {

    /** A run by its id; nothing where no run of that id came to an end. */
    public static Optional<RecordedRun> of(Lake lake, String runId) {
        return lake.runs().ended(runId).map(RecordedRun::new);
    }

    /** What the run read, each table at the version it read and cut at the window's end as it was for the run. */
    public Inputs inputs(Lake lake, JobSpec<?> spec, ZoneId zone) {
        var versions = entry.end().map(end -> end.lineage().inputs()).orElse(List.of());
        return PinnedInputs.recorded(spec, window(), zone, lake.tables(), versions);
    }

    /** The run's own logical time; nothing may be changed, nothing is random and nothing is remembered in it. */
    public RunContext context(SparkSession spark, String domain, ZoneId zone, Progress progress) {
        var identity =
                new RunContext.RunIdentity(entry.run().runId(), entry.run().job(), domain, true);
        var services = new RunContext.Services(spark, progress, RunContext.Memory.NONE);
        return new RunContext(identity, window(), zone, 0, services);
    }

    private Window window() {
        return new Window(entry.run().windowStart(), entry.run().windowEnd());
    }
}
