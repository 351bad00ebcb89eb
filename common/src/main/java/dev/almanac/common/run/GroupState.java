package dev.almanac.common.run;

import dev.almanac.common.contract.Table;
import dev.almanac.common.lake.Publication;
import dev.almanac.common.lake.PublicationLog;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The newest publication of every group, as a run found it at its start. */
final class GroupState {
    private final Map<String, Publication> newest;

    private GroupState(Map<String, Publication> newest) {
        this.newest = newest;
    }

    static GroupState read(PublicationLog log) {
        return new GroupState(log.newest());
    }

    Optional<Publication> of(String group) {
        return Optional.ofNullable(newest.get(group));
    }

    Optional<Publication.Version> version(Table table) {
        return of(table.group().name()).flatMap(publication -> publication.version(table.name()));
    }

    /** Whether a newer window has already written a table that only the newest window may write. */
    boolean supersedes(Table table, Instant windowEnd) {
        return table.writeMode().newestWindowWins()
                && version(table)
                        .filter(version -> version.windowEnd().isAfter(windowEnd))
                        .isPresent();
    }

    boolean isHeld(String group) {
        return of(group)
                .filter(publication -> publication.action() == Publication.Action.ROLLBACK)
                .isPresent();
    }
}
