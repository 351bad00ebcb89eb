package dev.almanac.common.run;

import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.WriteMode;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Change;
import dev.almanac.common.job.Gate;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.lake.Lease;
import dev.almanac.common.lake.Publication;
import dev.almanac.common.lake.PublicationLog;
import dev.almanac.common.lake.RunRecord;
import dev.almanac.common.lake.Slice;
import dev.almanac.common.lake.StagedChange;
import dev.almanac.common.lake.Staging;
import dev.almanac.common.lake.TableWriter;
import dev.almanac.common.quality.ContractAudit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Stages a run's outputs, audits them, publishes them as a group, and commits the group with one record. */
final class Publisher {
    private final RunEnvironment environment;
    private final RunObserver observer;
    private final PublicationLog publications;

    Publisher(RunEnvironment environment, RunObserver observer, PublicationLog publications) {
        this.environment = environment;
        this.observer = observer;
        this.publications = publications;
    }

    /** A staged change that passed its audit, with its number of rows. */
    private record Audited(StagedChange change, long rows) {}

    /** What a run works with from its start to its commit point. */
    record Ground(RunContext run, Schedule schedule, Publication.Run identity, GroupState state, Lease lease) {}

    /** Publishes the outputs and returns the versions that came out. */
    List<RunRecord.Output> publish(String group, Outputs outputs, Ground ground) {
        var staging = new Staging(
                environment.spark(),
                environment.warehouse(),
                group,
                ground.run().runId());
        var staged = new LinkedHashMap<Table, StagedChange>();
        for (var output : outputs.changes().entrySet()) {
            if (!ground.state()
                    .supersedes(output.getKey(), ground.run().window().end())) {
                staged.put(output.getKey(), stage(staging, output.getKey(), output.getValue(), ground));
            }
        }
        var audited = staged.values().stream().map(this::audit).toList();
        judge(outputs.gates(), staged);
        observer.passed(Step.of(Step.Kind.AUDITED));
        var published = commit(group, audited, ground);
        staging.discard();
        return published;
    }

    private StagedChange stage(Staging staging, Table table, Change change, Ground ground) {
        observer.doing("writing " + table + " aside");
        var slice = table.writeMode() instanceof WriteMode.ReplaceWindow window
                ? Optional.of(slice(table, window.column(), change, ground))
                : Optional.<Slice>empty();
        var staged = staging.stage(table, change.rows(), change.deletedKeys(), slice);
        observer.passed(new Step(Step.Kind.STAGED, table.name()));
        return staged;
    }

    private Slice slice(Table table, String column, Change change, Ground ground) {
        var run = ground.run();
        if (change.days().isPresent()) {
            return Slice.days(column, change.days().get());
        }
        if (!table.column(column).type().equals(DataTypes.DateType)) {
            return Slice.windowEnds(column, run.window().start(), run.window().end());
        }
        if (ground.schedule() == Schedule.HOURLY) {
            throw new AlmanacException(
                    Failure.BUG,
                    "Cannot stage table %s: an hourly run would replace the whole day of %s. Make the job name the days it computed whole."
                            .formatted(table, column));
        }
        return Slice.days(column, run.window().days(run.zone()));
    }

    private Audited audit(StagedChange change) {
        observer.doing("auditing " + change.table());
        long rows = ContractAudit.audit(
                change.table(), change.rows(), change.slice().map(Slice::predicate));
        return new Audited(change, rows);
    }

    private static void judge(List<Gate> gates, Map<Table, StagedChange> staged) {
        Gate.Staged view = new Gate.Staged() {
            @Override
            public Optional<Dataset<Row>> rows(Table table) {
                return Optional.ofNullable(staged.get(table)).map(StagedChange::rows);
            }
        };
        for (var gate : gates) {
            var objection = gate.objection().to(view);
            if (objection.isPresent()) {
                throw new AlmanacException(
                        Failure.GATE,
                        "Cannot publish: gate '%s' refuses: %s The last good tables stay published."
                                .formatted(gate.name(), objection.get()));
            }
        }
    }

    private List<RunRecord.Output> commit(String group, List<Audited> audited, Ground ground) {
        var writer = new TableWriter(environment.tables());
        var before = ground.state().of(group);
        var versions = new LinkedHashMap<String, Publication.Version>();
        before.ifPresent(publication -> publication
                .tables()
                .forEach(version -> versions.put(
                        version.table(),
                        new Publication.Version(
                                version.table(), version.version(), version.windowEnd(), Optional.empty()))));
        var published = new ArrayList<RunRecord.Output>();
        for (var part : audited) {
            ground.lease().requireHeld();
            var table = part.change().table();
            observer.doing("publishing " + table);
            long version =
                    writer.publish(part.change(), part.rows(), ground.run().runId());
            versions.put(table.name(), version(part.change(), version, versions.get(table.name()), ground));
            published.add(new RunRecord.Output(table.name(), version, part.rows()));
            observer.passed(new Step(Step.Kind.PUBLISHED, table.name()));
        }
        ground.lease().requireHeld();
        publications.append(new Publication(
                new Publication.Entry(
                        group, before.map(p -> p.entry().sequence() + 1).orElse(1L)),
                Publication.Action.PUBLISH,
                ground.identity(),
                List.copyOf(versions.values()),
                environment.policy().clock().instant()));
        observer.passed(Step.of(Step.Kind.COMMITTED));
        return published;
    }

    private static Publication.Version version(
            StagedChange change, long version, Publication.Version before, Ground ground) {
        Instant end = ground.run().window().end();
        var newest = before != null && before.windowEnd().isAfter(end) ? before.windowEnd() : end;
        var slice = change.slice().map(Slice::predicate).orElse("true");
        return new Publication.Version(change.table().name(), version, newest, Optional.of(slice));
    }
}
