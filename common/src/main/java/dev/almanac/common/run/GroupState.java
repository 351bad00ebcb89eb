package dev.almanac.common.run;

import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.WriteMode;
import dev.almanac.common.job.JobSpec;
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

    /**
     * Whether a newer window leaves a run nothing to do: where it has written all of its tables, or one that is changed by
     * key. What is changed by key belongs together, so such a run writes all of it or nothing.
     */
    boolean supersedes(JobSpec<?> spec, Instant windowEnd) {
        return spec.writes().stream().allMatch(table -> supersedes(table, windowEnd))
                || spec.writes().stream()
                        .filter(table -> table.writeMode() instanceof WriteMode.Upsert)
                        .anyMatch(table -> supersedes(table, windowEnd));
    }

    boolean isHeld(String group) {
        return of(group)
                .filter(publication -> publication.action() == Publication.Action.ROLLBACK)
                .isPresent();
    }
}
