package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rolls a group back to an earlier run, and releases it again. */
public final class GroupControl {
    private final DeltaTables tables;
    private final PublicationLog publications;
    private final Limits limits;

    /**
     * @param rollbackWindow how far back a rollback is promised
     * @param lease how long the group is kept where the file system does not notice a death
     */
    public record Limits(Duration rollbackWindow, Duration lease, Clock clock) {}

    /** What a rollback did. */
    public record Undone(List<String> runs, List<String> tables) {}

    public GroupControl(Lake lake, Limits limits) {
        this.tables = lake.tables();
        this.publications = lake.publications();
        this.limits = limits;
    }

    /**
     * Takes back the rows of every run of the group after the given one, and holds the group until {@link #release}.
     *
     * @param group every table of the group
     * @throws AlmanacException of kind INPUT when the run never published, is already the newest, or lies beyond the
     *     rollback window; of kind CAN_PASS when another run holds the group
     */
    public Undone rollback(String groupName, List<Table> group, String runId) {
        try (var lease = Lease.take(tables.warehouse(), groupName, "rollback to " + runId, limits.lease())) {
            var newest = newest(groupName, "roll back");
            var target = publications.byRun(groupName, runId).orElseThrow(() -> unknownRun(groupName, runId));
            var undone = publications.since(groupName, target.entry().sequence() + 1);
            requireWithinWindow(groupName, target, undone);
            new GroupHistory(tables).takeBackUnfinished(group, Optional.of(newest));
            var versions = new ArrayList<Publication.Version>();
            for (var table : group) {
                lease.requireHeld();
                restored(table, target, newest, undone).ifPresent(versions::add);
            }
            lease.requireHeld();
            publications.append(following(
                    newest,
                    Publication.Action.ROLLBACK,
                    target.run(),
                    versions,
                    OptionalLong.of(target.entry().sequence())));
            return new Undone(
                    undone.stream()
                            .filter(publication -> publication.action() == Publication.Action.PUBLISH)
                            .map(publication -> publication.run().runId())
                            .toList(),
                    versions.stream()
                            .filter(version -> version.slice().isPresent())
                            .map(Publication.Version::table)
                            .toList());
        }
    }

    /**
     * Lets the group be published again.
     *
     * @return false when it is not held, so that there is nothing to do
     * @throws AlmanacException of kind INPUT when the group was never published
     */
    public boolean release(String groupName) {
        try (var lease = Lease.take(tables.warehouse(), groupName, "release", limits.lease())) {
            var newest = newest(groupName, "release");
            if (newest.action() != Publication.Action.ROLLBACK) {
                return false;
            }
            lease.requireHeld();
            var unchanged = newest.tables().stream()
                    .map(version -> new Publication.Version(
                            version.table(), version.version(), version.windowEnd(), Optional.empty()))
                    .toList();
            publications.append(
                    following(newest, Publication.Action.RELEASE, newest.run(), unchanged, OptionalLong.empty()));
            return true;
        }
    }

    private Publication newest(String groupName, String doing) {
        return publications
                .newest(groupName)
                .orElseThrow(() -> AlmanacException.cannot(
                        Failure.INPUT,
                        doing + " group " + groupName,
                        "it was never published in domain " + tables.warehouse().domain(),
                        "Check its name: almanac describe TABLE says to which group a table belongs"));
    }

    private AlmanacException unknownRun(String groupName, String runId) {
        var known = publications.since(groupName, 0).stream()
                .filter(publication -> publication.action() == Publication.Action.PUBLISH)
                .limit(5)
                .map(publication -> publication.run().runId())
                .collect(Collectors.joining(", "));
        return AlmanacException.cannot(
                Failure.INPUT,
                "roll back group %s to run %s".formatted(groupName, runId),
                "no such run published it",
                "The newest that did: " + known);
    }

    /** Maintenance that dropped no row leaves nothing to take back. */
    private static boolean isCompaction(Publication publication) {
        return publication.action() == Publication.Action.MAINTAIN
                && publication.tables().stream()
                        .allMatch(version -> version.slice().isEmpty());
    }

    private void requireWithinWindow(String groupName, Publication target, List<Publication> undone) {
        if (undone.stream().allMatch(GroupControl::isCompaction)) {
            throw AlmanacException.cannot(
                    Failure.INPUT,
                    "roll back group " + groupName,
                    "run %s is its newest publication".formatted(target.run().runId()),
                    "Name an earlier run");
        }
        var replacedAt = undone.get(undone.size() - 1).publishedAt();
        if (replacedAt.plus(limits.rollbackWindow()).isBefore(limits.clock().instant())) {
            throw AlmanacException.cannot(
                    Failure.INPUT,
                    "roll back group " + groupName,
                    "run %s was replaced at %s and old files are kept for %d days only"
                            .formatted(
                                    target.run().runId(),
                                    replacedAt,
                                    limits.rollbackWindow().toDays()),
                    "Run a back-fill instead, or raise warehouse.rollback-window for the future");
        }
    }

    /** Puts back the slices that the undone runs replaced, from the target's version, and leaves all other rows. */
    private Optional<Publication.Version> restored(
            Table table, Publication target, Publication newest, List<Publication> undone) {
        var now = newest.version(table.name());
        if (now.isEmpty()) {
            return Optional.empty();
        }
        var slices = undone.stream()
                .flatMap(publication -> publication.version(table.name()).stream())
                .flatMap(version -> version.slice().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        var then = target.version(table.name());
        var windowEnd =
                then.map(Publication.Version::windowEnd).orElse(target.run().windowEnd());
        if (slices.isEmpty()) {
            return Optional.of(new Publication.Version(table.name(), now.get().version(), windowEnd, Optional.empty()));
        }
        var predicate = slices.contains("true")
                ? "true"
                : slices.stream().map(slice -> "(" + slice + ")").collect(Collectors.joining(" OR "));
        var rows = then.map(version -> tables.at(table, version.version())).orElseGet(() -> tables.empty(table));
        new TableWriter(tables).overwrite(table, rows.where(predicate), "rollback", predicate);
        long version = tables.newestVersion(table).orElseThrow();
        return Optional.of(new Publication.Version(table.name(), version, windowEnd, Optional.of(predicate)));
    }

    private Publication following(
            Publication newest,
            Publication.Action action,
            Publication.Run run,
            List<Publication.Version> versions,
            OptionalLong backTo) {
        var runId = action.label() + "." + UUID.randomUUID().toString().substring(0, 8);
        return new Publication(
                new Publication.Entry(newest.entry().group(), newest.entry().sequence() + 1),
                action,
                new Publication.Run(action.label(), runId, run.windowStart(), run.windowEnd()),
                versions,
                limits.clock().instant(),
                backTo);
    }
}
