package dev.almanac.common.lake;

import dev.almanac.common.job.Progress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The port through which tables are kept small, fast and no older than their contracts allow. */
public interface TableMaintenance {

    /**
     * When a table is worth touching.
     *
     * @param smallFileBytes a data file below this size is small
     * @param targetFileBytes what small files are put together to, in bytes
     * @param minFiles how many small files of one partition are worth a compaction
     * @param vacuumRetention how long replaced files stay; empty for as short as is safe
     */
    record Rules(long smallFileBytes, long targetFileBytes, int minFiles, Optional<Duration> vacuumRetention) {}

    /**
     * For whom the work is done.
     *
     * @param run goes into the record of what was done; its window's end is the logical time that row ages count from
     * @param openDay the first day that may still receive rows in the ordinary course; partitions of earlier days are
     *     closed
     * @param dryRun whether to find out only what would be done
     */
    record Occasion(Publication.Run run, LocalDate openDay, boolean dryRun) {}

    /** A piece of work that was done, or in a dry run would be. */
    enum Kind {
        /** Tables brought back to what was published, after a run that died. */
        TAKE_BACK,
        /** Tables told to keep their history longer. */
        KEEP_LONGER,
        /** Rows dropped that are older than their contract keeps them. */
        EXPIRE,
        /** Small files put together. */
        COMPACT,
        /** Files removed that no version inside the retention refers to. */
        VACUUM,
        /** Files removed that dead runs left beside the tables. */
        CLEAR
    }

    /**
     * How much of one kind was done to one thing.
     *
     * @param subject the table, or the kind of leftover
     * @param count tables, rows or files, as the kind says
     * @param bytes of the files; 0 where the work is not about files
     */
    record Work(Kind kind, String subject, long count, long bytes) {}

    /** What became of a group. */
    enum State {
        MAINTAINED,
        /** Left alone, because a run holds its lease. */
        BUSY,
        /** Left alone, because it was rolled back and is held. */
        HELD
    }

    /**
     * What was done to one group.
     *
     * @param note why it was left alone; empty otherwise
     */
    record GroupReport(String group, State state, String note, List<Work> work) {
        public GroupReport {
            work = List.copyOf(work);
        }
    }

    /**
     * Maintains every table: of each group under the group's lease, with one {@code publications} row for the versions
     * that came of it, and of the run records under their commit lock. Rows stay as they are but for those past their
     * retention. Doing it twice changes nothing the second time.
     *
     * @return one report per group, the run records last
     * @throws dev.almanac.common.error.AlmanacException of kind CONFIG, before anything is touched, when the wanted
     *     retention is shorter than the rollback window or the longest run on record
     */
    List<GroupReport> maintain(Rules rules, Occasion occasion, Progress progress);
}
