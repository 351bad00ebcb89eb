package dev.almanac.common.run;

import dev.almanac.common.lake.RunRecord;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes down a run's start and end. */
final class RunRecorder {
    private final RunEnvironment environment;

    RunRecorder(RunEnvironment environment) {
        this.environment = environment;
    }

    void start(RunAttempt attempt, String settingsHash) {
        environment
                .lake()
                .runs()
                .append(new RunRecord(
                        attempt.identity(),
                        build(settingsHash),
                        attempt.startedAt(),
                        Optional.of(
                                attempt.startedAt().plus(environment.policy().lease())),
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
