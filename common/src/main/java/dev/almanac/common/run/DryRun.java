package dev.almanac.common.run;

import dev.almanac.common.job.Action;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSettings;
import dev.almanac.common.job.Task;
import dev.almanac.common.lake.PublicationLog;
import dev.almanac.common.lake.RunRecord;
import dev.almanac.common.run.RunReport.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a run would read, write and decide; changes nothing and takes no lease. */
final class DryRun {
    private final RunEnvironment environment;
    private final JobSettings settings;
    private final PublicationLog publications;
    private final RunObserver observer;

    DryRun(RunEnvironment environment, JobSettings settings, PublicationLog publications, RunObserver observer) {
        this.environment = environment;
        this.settings = settings;
        this.publications = publications;
        this.observer = observer;
    }

    RunReport.Outcome plan(Task<?> task, RunAttempt attempt) {
        try {
            return task instanceof Job<?> job ? plan(job, attempt) : plan((Action<?>) task, attempt);
        } catch (Exception e) { // Scala throws checked ones that nobody declares
            var error = Failures.named("plan " + task.spec().name(), e);
            return new RunReport.Outcome(Ending.FAILED, error.getMessage(), RunRecord.Lineage.NONE, Optional.of(error));
        }
    }

    private <S> RunReport.Outcome plan(Job<S> job, RunAttempt attempt) {
        var spec = job.spec();
        var state = GroupState.read(publications);
        var inputs = PinnedInputs.resolve(spec, attempt.window(), environment, state, publications);
        inputs.warnings().forEach(observer::warn);
        var lines = new ArrayList<String>();
        inputs.versions()
                .forEach(input -> lines.add("reads %s at version %d".formatted(input.table(), input.version())));
        boolean superseded = state.supersedes(spec, attempt.window().end());
        for (var table : spec.writes()) {
            lines.add(
                    superseded || state.supersedes(table, attempt.window().end())
                            ? "leaves %s alone: a newer window has written it".formatted(table)
                            : "writes %s: %s".formatted(table, table.writeMode().describe()));
        }
        spec.group()
                .filter(group -> state.isHeld(group.name()))
                .ifPresent(group ->
                        lines.add("would be refused: group %s is held since its rollback".formatted(group.name())));
        var context = attempt.context(environment, observer, null);
        lines.addAll(job.preview(inputs, settings.settingsOf(spec), context));
        return planned(lines);
    }

    private <S> RunReport.Outcome plan(Action<S> action, RunAttempt attempt) {
        var context = attempt.context(environment, observer, null);
        return planned(action.perform(environment.effects(), settings.settingsOf(action.spec()), context)
                .lines());
    }

    private static RunReport.Outcome planned(List<String> lines) {
        return RunReport.Outcome.of(Ending.PLANNED, String.join("\n", lines));
    }
}
