package dev.almanac.common.run;

import dev.almanac.common.lake.Heartbeat;
import dev.almanac.common.lake.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes down a run's start, that it is still alive, and its end. */
final class RunRecorder {
    private static final int RENEWALS_PER_LEASE = 2;

    private final RunEnvironment environment;

    RunRecorder(RunEnvironment environment) {
        this.environment = environment;
    }

    /** Writes the start, and until the heartbeat is closed says again and again that the run is alive. */
    Heartbeat start(RunAttempt attempt, String settingsHash) {
        append(attempt, settingsHash, RunRecord.Phase.STARTED, attempt.startedAt(), Optional.empty());
        var period = environment.policy().lease().dividedBy(RENEWALS_PER_LEASE);
        return Heartbeat.every(
                period,
                "run-renewal",
                () -> append(attempt, settingsHash, RunRecord.Phase.RENEWED, now(), Optional.empty()));
    }

    void end(RunAttempt attempt, String settingsHash, RunReport.Outcome outcome) {
        var now = now();
        var exitCode = outcome.error().map(error -> error.failure().exitCode()).orElse(0);
        var end = new RunRecord.End(
                outcome.ending().name().toLowerCase(Locale.ROOT),
                OptionalInt.of(exitCode),
                outcome.message(),
                outcome.lineage(),
                Duration.between(attempt.startedAt(), now).toMillis());
        append(attempt, settingsHash, RunRecord.Phase.ENDED, now, Optional.of(end));
    }

    private void append(
            RunAttempt attempt, String settingsHash, RunRecord.Phase phase, Instant at, Optional<RunRecord.End> end) {
        var policy = environment.policy();
        environment
                .lake()
                .runs()
                .append(new RunRecord(
                        attempt.identity(),
                        phase,
                        new RunRecord.Build(settingsHash, policy.codeVersion()),
                        at,
                        end.isPresent() ? Optional.empty() : Optional.of(at.plus(policy.lease())),
                        end));
    }

    private Instant now() {
        return environment.policy().clock().instant();
    }
}
