package dev.almanac.common.run;

import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.Publication;
import dev.almanac.common.lake.Remembered;
import dev.almanac.common.lake.RunRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One try at a run (job, domain, window). Its id is new each time; everything that decides rows derives from job,
 * domain and window.
 */
record RunAttempt(RunContext.RunIdentity identification, JobSpec<?> spec, Window window, Instant startedAt) {
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm").withZone(ZoneOffset.UTC);

    static RunAttempt of(JobSpec<?> spec, RunEnvironment environment, Window window, boolean dryRun) {
        var runId = "%s.%s.%s"
                .formatted(
                        spec.name(),
                        COMPACT.format(window.end()),
                        UUID.randomUUID().toString().substring(0, 8));
        var identity = new RunContext.RunIdentity(
                runId, spec.name(), environment.warehouse().domain(), dryRun);
        return new RunAttempt(
                identity, spec, window, environment.policy().clock().instant());
    }

    String runId() {
        return identification.runId();
    }

    Publication.Run identity() {
        return new Publication.Run(spec.name(), runId(), window.start(), window.end());
    }

    /** Names the run to whoever finds its lease taken. */
    String holder() {
        return "run %s (process %d, since %s)"
                .formatted(runId(), ProcessHandle.current().pid(), startedAt.truncatedTo(ChronoUnit.SECONDS));
    }

    RunContext context(RunEnvironment environment, RunObserver observer, Remembered remembered) {
        RunContext.Memory memory = remembered == null ? RunContext.Memory.NONE : remembered::remember;
        return new RunContext(
                identification,
                window,
                environment.zone(),
                seed(),
                new RunContext.Services(
                        environment.spark(),
                        observer,
                        memory,
                        () -> Duration.between(
                                startedAt, environment.policy().clock().instant())));
    }

    private long seed() {
        var name = identification.domain() + "/" + spec.name() + "/" + window.end();
        return ByteBuffer.wrap(DigestUtils.sha256(name))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    /** A hash of everything a remembered dataset depends on. */
    String dependencies(RunEnvironment environment, String settingsHash, List<RunRecord.Input> versions) {
        var code = environment.policy().codeVersion();
        var all = List.of(spec.name(), window, environment.zone(), code, settingsHash, versions)
                .toString();
        return DigestUtils.sha256Hex(all).substring(0, 16);
    }

    RunReport report(RunReport.Outcome outcome, Clock clock) {
        return new RunReport(runId(), spec.name(), window, outcome, Duration.between(startedAt, clock.instant()));
    }
}
