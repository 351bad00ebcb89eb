package dev.almanac.jobs.maintenance;

import dev.almanac.common.config.Require;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Action;
import dev.almanac.common.job.ActionResult;
import dev.almanac.common.job.Effects;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.lake.Publication;
import dev.almanac.common.lake.TableMaintenance;
import dev.almanac.common.lake.TableMaintenance.GroupReport;
import dev.almanac.common.lake.TableMaintenance.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps every table of the domain small and fast, and drops what is past its retention. */
public final class MaintainTables implements Action<MaintainTables.Settings> {

    /**
     * When a table is worth touching; see {@link TableMaintenance.Rules}.
     */
    public record Settings(
            long smallFileBytes, long targetFileBytes, int minFiles, Optional<Duration> vacuumRetention) {
        public Settings {
            Require.positive("small-file-bytes", smallFileBytes);
            Require.that(
                    targetFileBytes >= 2 * smallFileBytes,
                    "target-file-bytes",
                    targetFileBytes,
                    "must be at least twice small-file-bytes, or what was put together would be small again");
            Require.that(minFiles >= 2, "min-files", minFiles, "must be at least 2");
            vacuumRetention.ifPresent(retention -> Require.positive("vacuum-retention", retention));
        }
    }

    @Override
    public JobSpec<Settings> spec() {
        return JobSpec.weekly(
                "maintain-tables",
                "Puts small files together and removes expired rows, replaced files and what dead runs left behind.",
                Settings.class);
    }

    /**
     * Maintains all groups. A group that a run is writing is left for next week and named in the result, as is one that
     * is held.
     *
     * @throws AlmanacException of kind CAN_PASS when every group that is not held is being written; of kind CONFIG when
     *     the wanted retention is shorter than is safe
     */
    @Override
    public ActionResult perform(Effects effects, Settings settings, RunContext run) {
        var rules = new TableMaintenance.Rules(
                settings.smallFileBytes(), settings.targetFileBytes(), settings.minFiles(), settings.vacuumRetention());
        var window = run.window();
        var occasion = new TableMaintenance.Occasion(
                new Publication.Run(run.identity().job(), run.runId(), window.start(), window.end()),
                window.end().atZone(run.zone()).toLocalDate(),
                run.dryRun());
        var reports = effects.port(TableMaintenance.class).maintain(rules, occasion, run.progress());
        requireAnyFree(reports);
        return new ActionResult(reports.stream()
                .flatMap(report -> MaintenanceLines.of(report, run.dryRun()))
                .toList());
    }

    /** The run records are always free, so the last report says nothing of the groups. */
    private static void requireAnyFree(List<GroupReport> reports) {
        var groups = reports.subList(0, reports.size() - 1);
        var busy =
                groups.stream().filter(report -> report.state() == State.BUSY).toList();
        boolean anyMaintained = groups.stream().anyMatch(report -> report.state() == State.MAINTAINED);
        if (!busy.isEmpty() && !anyMaintained) {
            throw AlmanacException.cannot(
                    Failure.CAN_PASS,
                    "maintain tables",
                    "every group is being written: "
                            + busy.stream().map(GroupReport::group).collect(Collectors.joining(", ")),
                    "Run it again when those runs have ended");
        }
    }
}
