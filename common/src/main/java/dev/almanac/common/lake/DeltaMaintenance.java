package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Progress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Maintains the Delta tables of one domain. */
public final class DeltaMaintenance implements TableMaintenance {
    private final Lake lake;
    private final DeltaTables tables;
    private final Map<String, List<Table>> groups;
    private final GroupControl.Limits limits;

    /**
     * @param all every table there is, whether the domain has it or not
     */
    public DeltaMaintenance(Lake lake, Collection<Table> all, GroupControl.Limits limits) {
        this.lake = lake;
        this.tables = lake.tables();
        this.groups = all.stream()
                .filter(table -> !table.group().equals(RecordTables.RECORDS))
                .collect(Collectors.groupingBy(
                        table -> table.group().name(), LinkedHashMap::new, Collectors.toUnmodifiableList()));
        this.limits = limits;
    }

    @Override
    public List<GroupReport> maintain(Rules rules, Occasion occasion, Progress progress) {
        var longestRun = lake.runs().longestRun();
        var retention = retention(rules.vacuumRetention(), longestRun);
        var tools = tools(rules, occasion, retention, longestRun);
        var maintenance = new GroupMaintenance(lake, limits, occasion, tools);
        var reports = new ArrayList<GroupReport>();
        groups.forEach((group, members) -> {
            progress.doing("maintaining group " + group);
            reports.add(maintenance.maintain(group, members));
        });
        progress.doing("maintaining the run records");
        reports.add(records(tools, occasion));
        return List.copyOf(reports);
    }

    private GroupMaintenance.Tools tools(Rules rules, Occasion occasion, Duration retention, Duration longestRun) {
        var now = limits.clock().instant();
        return new GroupMaintenance.Tools(
                new HistoryRetention(tables, retention),
                new Expiry(tables, occasion),
                new Compaction(tables, rules, occasion.openDay()),
                new Vacuum(tables, retention, limits.clock()),
                new Leftovers(tables.warehouse(), now.minus(longestRun), now.minus(retention)));
    }

    private Duration retention(Optional<Duration> wanted, Duration longestRun) {
        var shortest = longestRun.compareTo(limits.rollbackWindow()) > 0 ? longestRun : limits.rollbackWindow();
        var retention = wanted.orElse(shortest);
        if (retention.compareTo(shortest) < 0) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "maintain tables",
                    "vacuum-retention is %s, shorter than the %s"
                            .formatted(
                                    retention,
                                    shortest.equals(longestRun)
                                            ? "longest run on record, " + longestRun
                                            : "rollback window, " + shortest),
                    "Raise jobs.maintain-tables.vacuum-retention, or set it to null for the shortest that is safe");
        }
        return retention;
    }

    /** Several groups append to the run records at once: an append and an OPTIMIZE agree, two local commits may not. */
    private GroupReport records(GroupMaintenance.Tools tools, Occasion occasion) {
        var work = new ArrayList<Work>();
        for (var table : RecordTables.ALL) {
            Supplier<List<Work>> locked = () -> record(tools, table, occasion);
            work.addAll(
                    occasion.dryRun()
                            ? locked.get()
                            : CommitLock.on(tables.warehouse(), table.name()).whileHeld(locked));
            tools.vacuum().run(table, occasion.dryRun()).ifPresent(work::add);
        }
        return new GroupReport(RecordTables.RECORDS.name(), State.MAINTAINED, "", work);
    }

    private List<Work> record(GroupMaintenance.Tools tools, Table table, Occasion occasion) {
        var work = new ArrayList<Work>();
        if (tables.newestVersion(table).isPresent()) {
            tools.retention().raise(table, occasion.dryRun()).ifPresent(work::add);
            long version = tables.newestVersion(table).orElseThrow();
            tools.compaction().plan(table, version, LocalDate.MIN).ifPresent(plan -> {
                if (!occasion.dryRun()) {
                    tools.compaction().execute(table, plan, occasion.run().runId());
                }
                work.add(plan.work(table));
            });
        }
        return work;
    }
}
