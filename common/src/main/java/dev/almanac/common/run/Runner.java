package dev.almanac.common.run;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Action;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSettings;
import dev.almanac.common.job.Task;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.GroupHistory;
import dev.almanac.common.lake.Lease;
import dev.almanac.common.lake.PublicationLog;
import dev.almanac.common.lake.Remembered;
import dev.almanac.common.lake.RunRecord;
import dev.almanac.common.run.RunReport.Ending;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs one job for one window: takes the group's lease, pins the inputs, lets the job compute, publishes, and writes
 * down what happened. Nothing else in Almanac reads or writes tables for a job.
 */
public final class Runner {
    private static final double JITTER = 0.25;

    private final RunEnvironment environment;
    private final JobSettings settings;
    private final RunObserver observer;
    private final RunRecorder recorder;
    private final PublicationLog publications;
    private final GroupTables groups;

    /**
     * @param groups every table of every group, so that what a dead run left behind is found
     */
    public Runner(RunEnvironment environment, JobSettings settings, GroupTables groups, RunObserver observer) {
        this.environment = environment;
        this.settings = settings;
        this.groups = groups;
        this.observer = observer;
        this.recorder = new RunRecorder(environment);
        this.publications = environment.lake().publications();
    }

    /**
     * Runs the task. Never throws for what a run can meet: refusals and failures are in the report and, once the
     * lease is taken, in {@code job_runs}.
     */
    public RunReport run(Task<?> task, Window window) {
        var attempt = RunAttempt.of(task.spec(), environment, window, false);
        observer.started(new RunPlan(attempt.runId(), task.spec(), window));
        var report = attempt.report(outcome(task, attempt), environment.policy().clock());
        observer.ended(report);
        return report;
    }

    private RunReport.Outcome outcome(Task<?> task, RunAttempt attempt) {
        var spec = task.spec();
        var group = spec.group().map(g -> g.name());
        try (var stop = OrderlyStop.during(environment.spark().sparkContext());
                var lease = group.isPresent() ? lease(group.get(), attempt) : null) {
            observer.passed(Step.of(Step.Kind.LEASED));
            var outcome = alive(task, attempt, Optional.ofNullable(lease));
            stop.recording();
            recorder.end(attempt, settings.settingsHash(spec), outcome);
            observer.passed(Step.of(Step.Kind.ENDED));
            return outcome;
        } catch (Exception e) { // Scala throws checked ones that nobody declares
            return failed("run " + spec.name(), e);
        }
    }

    private RunReport.Outcome alive(Task<?> task, RunAttempt attempt, Optional<Lease> lease) {
        var renewal = recorder.start(attempt, settings.settingsHash(task.spec()));
        try {
            observer.passed(Step.of(Step.Kind.STARTED));
            return attempted(task, attempt, lease);
        } finally {
            renewal.close();
        }
    }

    private Lease lease(String group, RunAttempt attempt) {
        return Lease.take(
                environment.warehouse(),
                group,
                attempt.holder(),
                environment.policy().lease());
    }

    private RunReport.Outcome attempted(Task<?> task, RunAttempt attempt, Optional<Lease> lease) {
        try {
            return withRetries(() -> task instanceof Job<?> job
                    ? compute(job, attempt, lease.orElseThrow())
                    : perform((Action<?>) task, attempt));
        } catch (Throwable e) { // Errors too: the record must have its end, and other jobs go on
            return failed("run " + task.spec().name(), e);
        }
    }

    private RunReport.Outcome withRetries(CheckedSupplier<RunReport.Outcome> body) {
        var retries = environment.policy().retries();
        var policy = RetryPolicy.<RunReport.Outcome>builder()
                .handleIf(error -> !Failures.isStopping()
                        && Failures.named("run", error).failure().retryable())
                .withMaxRetries(retries.attempts())
                .withBackoff(retries.firstDelay(), retries.maxDelay())
                .withJitter(JITTER)
                .onRetry(event -> observer.doing("trying again"))
                .build();
        return Failsafe.with(policy).get(body);
    }

    private <S> RunReport.Outcome compute(Job<S> job, RunAttempt attempt, Lease lease) {
        var spec = job.spec();
        var group = spec.group().orElseThrow().name();
        var state = GroupState.read(publications);
        refuseIfHeld(group, state);
        var window = attempt.window();
        if (state.supersedes(spec, window.end())) {
            return RunReport.Outcome.of(
                    Ending.SUPERSEDED, "A newer window has already written the tables this run would write.");
        }
        lease.requireHeld();
        new GroupHistory(environment.tables()).takeBackUnfinished(groups.of(group), state.of(group));
        var inputs = PinnedInputs.resolve(spec, window, environment, state, publications);
        inputs.warnings().forEach(observer::warn);
        observer.passed(Step.of(Step.Kind.PINNED));
        var remembered = new Remembered(
                environment.spark(),
                environment.warehouse(),
                group,
                attempt.dependencies(environment, settings.settingsHash(spec), inputs.versions()));
        var context = attempt.context(environment, observer, remembered);
        observer.doing("computing");
        var outputs = job.compute(inputs, settings.settingsOf(spec), context);
        var ground = new Publisher.Ground(context, spec.schedule(), attempt.identity(), state, lease);
        var published = new Publisher(environment, observer, publications).publish(group, outputs, ground);
        remembered.forget();
        return new RunReport.Outcome(
                published.isEmpty() ? Ending.UNCHANGED : Ending.PUBLISHED,
                published.isEmpty() ? "Nothing to change." : "Published " + names(published) + ".",
                new RunRecord.Lineage(inputs.versions(), published),
                Optional.empty());
    }

    private void refuseIfHeld(String group, GroupState state) {
        if (state.isHeld(group)) {
            throw AlmanacException.cannot(
                    Failure.GATE,
                    "publish group " + group,
                    "it was rolled back and is held",
                    "Run 'almanac release %s --domain %s' when the fault is mended"
                            .formatted(group, environment.warehouse().domain()));
        }
    }

    private static String names(List<RunRecord.Output> published) {
        return published.stream().map(RunRecord.Output::table).collect(Collectors.joining(", "));
    }

    private <S> RunReport.Outcome perform(Action<S> action, RunAttempt attempt) {
        var context = attempt.context(environment, observer, null);
        observer.doing("working");
        var result = action.perform(environment.effects(), settings.settingsOf(action.spec()), context);
        return RunReport.Outcome.of(Ending.DONE, String.join("\n", result.lines()));
    }

    private static RunReport.Outcome failed(String doing, Throwable error) {
        var named = Failures.named(doing, error);
        return new RunReport.Outcome(
                named.failure() == Failure.GATE ? Ending.REFUSED : Ending.FAILED,
                named.getMessage(),
                RunRecord.Lineage.NONE,
                Optional.of(named));
    }

    /** What a run would read, write and decide, without a lease, a record or a change. */
    public RunReport dryRun(Task<?> task, Window window) {
        var attempt = RunAttempt.of(task.spec(), environment, window, true);
        var outcome = new DryRun(environment, settings, publications, observer).plan(task, attempt);
        return attempt.report(outcome, environment.policy().clock());
    }
}
