package dev.almanac.common.run;

import dev.almanac.common.lake.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down a run's start, that it is still alive, and its end. */
final class RunRecorder {
    private static final int RENEWALS_PER_LEASE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);

    private final RunEnvironment environment;

    RunRecorder(RunEnvironment environment) {
        this.environment = environment;
    }

    /** Ends with the run. */
    interface Renewal {
        void close();
    }

    /** Writes the start, and until the renewal is closed says ever again that the run is alive. */
    Renewal start(RunAttempt attempt, String settingsHash) {
        append(attempt, settingsHash, RunRecord.Phase.STARTED, attempt.startedAt());
        var renewals = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "run-renewal");
            thread.setDaemon(true);
            return thread;
        });
        long period = environment.policy().lease().toMillis() / RENEWALS_PER_LEASE;
        var unused =
                renewals.scheduleAtFixedRate(() -> renew(attempt, settingsHash), period, period, TimeUnit.MILLISECONDS);
        return () -> stop(renewals);
    }

    private void renew(RunAttempt attempt, String settingsHash) {
        try {
            append(
                    attempt,
                    settingsHash,
                    RunRecord.Phase.RENEWED,
                    environment.policy().clock().instant());
        } catch (RuntimeException e) {
            LOG.warn("Could not write down that run {} is alive.", attempt.runId(), e);
        }
    }

    /** Waits for a row that is being written: after the end there is none. */
    private static void stop(ScheduledExecutorService renewals) {
        renewals.shutdown();
        try {
            if (!renewals.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("A row of job_runs is still being written.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(RunAttempt attempt, String settingsHash, RunRecord.Phase phase, Instant at) {
        environment
                .lake()
                .runs()
                .append(new RunRecord(
                        attempt.identity(),
                        phase,
                        build(settingsHash),
                        at,
                        Optional.of(at.plus(environment.policy().lease())),
                        Optional.empty()));
    }

    void end(RunAttempt attempt, String settingsHash, RunReport.Outcome outcome) {
        var now = environment.policy().clock().instant();
        var exitCode = outcome.error().map(error -> error.failure().exitCode()).orElse(0);
        environment
                .lake()
                .runs()
                .append(new RunRecord(
                        attempt.identity(),
                        RunRecord.Phase.ENDED,
                        build(settingsHash),
                        now,
                        Optional.empty(),
                        Optional.of(new RunRecord.End(
                                outcome.ending().name().toLowerCase(Locale.ROOT),
                                OptionalInt.of(exitCode),
                                outcome.message(),
                                outcome.lineage(),
                                Duration.between(attempt.startedAt(), now).toMillis()))));
    }

    private RunRecord.Build build(String settingsHash) {
        return new RunRecord.Build(settingsHash, environment.policy().codeVersion());
    }
}
