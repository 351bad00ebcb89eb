package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.lake.TableMaintenance.GroupReport;
import dev.almanac.common.lake.TableMaintenance.Kind;
import dev.almanac.common.lake.TableMaintenance.Occasion;
import dev.almanac.common.lake.TableMaintenance.State;
import dev.almanac.common.lake.TableMaintenance.Work;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maintains the tables of one group at a time, as a run of the group would: under its lease, to one commit point. */
final class GroupMaintenance {
    private final DeltaTables tables;
    private final PublicationLog publications;
    private final GroupControl.Limits limits;
    private final Occasion occasion;
    private final Tools tools;

    /** What is used on each table. */
    record Tools(
            HistoryRetention retention, Expiry expiry, Compaction compaction, Vacuum vacuum, Leftovers leftovers) {}

    GroupMaintenance(Lake lake, GroupControl.Limits limits, Occasion occasion, Tools tools) {
        this.tables = lake.tables();
        this.publications = lake.publications();
        this.limits = limits;
        this.occasion = occasion;
        this.tools = tools;
    }

    GroupReport maintain(String group, List<Table> members) {
        var report = occasion.dryRun() ? underLease(group, members, Optional.empty()) : underLease(group, members);
        if (report.state() != State.MAINTAINED) {
            return report;
        }
        // A VACUUM spares whatever a run at work may need, so it does not keep the next one waiting for the lease.
        var work = new ArrayList<>(report.work());
        for (var table : members) {
            tools.vacuum().run(table, occasion.dryRun()).ifPresent(work::add);
        }
        return new GroupReport(group, report.state(), report.note(), work);
    }

    private GroupReport underLease(String group, List<Table> members) {
        Lease taken;
        try {
            taken = Lease.take(
                    tables.warehouse(), group, "maintenance " + occasion.run().runId(), limits.lease());
        } catch (AlmanacException e) {
            if (e.failure() != Failure.CAN_PASS) {
                throw e;
            }
            return new GroupReport(group, State.BUSY, e.getMessage(), List.of());
        }
        try (var lease = taken) {
            return underLease(group, members, Optional.of(lease));
        }
    }

    private GroupReport underLease(String group, List<Table> members, Optional<Lease> lease) {
        var newest = publications.newest(group);
        if (newest.filter(publication -> publication.action() == Publication.Action.ROLLBACK)
                .isPresent()) {
            return new GroupReport(
                    group,
                    State.HELD,
                    "it was rolled back and is held; release it with: almanac release %s --domain %s"
                            .formatted(group, tables.warehouse().domain()),
                    List.of());
        }
        var work = new ArrayList<Work>(takeBack(members, newest));
        newest.ifPresent(publication -> work.addAll(published(members, publication, lease)));
        work.addAll(tools.leftovers().clear(group, occasion.dryRun()));
        return new GroupReport(group, State.MAINTAINED, "", work);
    }

    private List<Work> takeBack(List<Table> members, Optional<Publication> newest) {
        var history = new GroupHistory(tables);
        var names =
                occasion.dryRun() ? history.unfinished(members, newest) : history.takeBackUnfinished(members, newest);
        return names.stream().map(name -> new Work(Kind.TAKE_BACK, name, 1, 0)).toList();
    }

    private List<Work> published(List<Table> members, Publication newest, Optional<Lease> lease) {
        var work = new ArrayList<Work>();
        Map<String, Slice> dropped = new HashMap<>();
        for (var table : members) {
            var version = newest.version(table.name());
            if (version.isPresent()) {
                lease.ifPresent(Lease::requireHeld);
                tools.retention().raise(table, occasion.dryRun()).ifPresent(work::add);
                var fromDay = expire(table, current(table, version.get()), dropped, work);
                lease.ifPresent(Lease::requireHeld);
                compact(table, current(table, version.get()), fromDay, work);
            }
        }
        lease.ifPresent(held -> commit(newest, members, dropped, held));
        return work;
    }

    /** A dry run looks at what is published, also where a dead run has left newer versions. */
    private long current(Table table, Publication.Version published) {
        return occasion.dryRun()
                ? published.version()
                : tables.newestVersion(table).orElseThrow();
    }

    private LocalDate expire(Table table, long version, Map<String, Slice> dropped, List<Work> work) {
        var expired = tools.expiry().plan(table, version);
        expired.ifPresent(plan -> {
            if (!occasion.dryRun()) {
                tools.expiry().execute(table, plan);
            }
            dropped.put(table.name(), plan.slice());
            work.add(plan.work(table));
        });
        return expired.map(Expiry.Plan::fromDay).orElse(LocalDate.MIN);
    }

    private void compact(Table table, long version, LocalDate fromDay, List<Work> work) {
        tools.compaction().plan(table, version, fromDay).ifPresent(plan -> {
            if (!occasion.dryRun()) {
                tools.compaction().execute(table, plan, occasion.run().runId());
            }
            work.add(plan.work(table));
        });
    }

    /** One row says which versions came of it; without it the next run would take them for a dead run's and undo them. */
    private void commit(Publication newest, List<Table> members, Map<String, Slice> dropped, Lease lease) {
        var versions = new ArrayList<Publication.Version>();
        for (var published : newest.tables()) {
            long version = members.stream()
                    .filter(table -> table.name().equals(published.table()))
                    .findFirst()
                    .map(table -> tables.newestVersion(table).orElseThrow())
                    .orElse(published.version());
            var slice = Optional.ofNullable(dropped.get(published.table())).map(Slice::predicate);
            versions.add(new Publication.Version(published.table(), version, published.windowEnd(), slice));
        }
        boolean changed = versions.stream()
                .anyMatch(version -> newest.version(version.table())
                        .filter(before -> before.version() != version.version())
                        .isPresent());
        if (changed) {
            lease.requireHeld();
            publications.append(new Publication(
                    new Publication.Entry(newest.entry().group(), newest.entry().sequence() + 1),
                    Publication.Action.MAINTAIN,
                    occasion.run(),
                    versions,
                    limits.clock().instant()));
        }
    }
}
