package dev.almanac.common.lake;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One row of {@code publications}: the moment at which a group's tables changed together.
 *
 * @param entry which group, and its place in the group's history
 * @param action what was done
 * @param run who did it, for which window
 * @param tables every table of the group that exists, at the version that belongs to this publication
 * @param publishedAt wall-clock time of the commit
 * @param backTo for a rollback, the sequence number of the publication whose rows it put back
 */
public record Publication(
        Entry entry, Action action, Run run, List<Version> tables, Instant publishedAt, OptionalLong backTo) {

    /** A publication that takes nothing back. */
    public Publication(Entry entry, Action action, Run run, List<Version> tables, Instant publishedAt) {
        this(entry, action, run, tables, publishedAt, OptionalLong.empty());
    }

    /** A group and a number that counts up within it. */
    public record Entry(String group, long sequence) {}

    /** The run that published. */
    public record Run(String job, String runId, Instant windowStart, Instant windowEnd) {}

    /**
     * A table's part in a publication.
     *
     * @param windowEnd the newest window whose rows the table holds
     * @param slice the condition on the rows this publication changed ("true" for all), empty if it changed none
     */
    public record Version(String table, long version, Instant windowEnd, Optional<String> slice) {}

    /** What a publication row says happened. */
    public enum Action {
        PUBLISH,
        ROLLBACK,
        RELEASE,
        /** The tables were compacted, or rows past their retention dropped; no run's rows changed. */
        MAINTAIN;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Publication {
        tables = List.copyOf(tables);
    }

    /** The table's version in this publication, if the table existed. */
    public Optional<Version> version(String table) {
        return tables.stream().filter(version -> version.table().equals(table)).findFirst();
    }
}
