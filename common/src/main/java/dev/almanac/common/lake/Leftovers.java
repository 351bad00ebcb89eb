package dev.almanac.common.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What runs of a group that died left beside its tables: rows staged and never published, datasets remembered for a
 * second try that never came, and leases that were taken over.
 */
final class Leftovers {
    private final Warehouse warehouse;
    private final Instant deadBefore;
    private final Instant forgottenBefore;

    /**
     * @param deadBefore no run lasts as long as from then till now, so what was last written before is nobody's
     * @param forgottenBefore nobody can still be about to take over a lease that expired before
     */
    Leftovers(Warehouse warehouse, Instant deadBefore, Instant forgottenBefore) {
        this.warehouse = warehouse;
        this.deadBefore = deadBefore;
        this.forgottenBefore = forgottenBefore;
    }

    /** Removes them, or in a dry run counts them. The caller holds the group's lease, unless it is a dry run. */
    List<TableMaintenance.Work> clear(String group, boolean dryRun) {
        Predicate<FileStatus> dead = folder -> lastWritten(folder).isBefore(deadBefore);
        Predicate<FileStatus> takenOver = file -> file.getPath().getName().startsWith(group + ".lease.expired-")
                && Instant.ofEpochMilli(file.getModificationTime()).isBefore(forgottenBefore);
        return Stream.of(
                        clear("staged rows", new Path(warehouse.staging(), group), dead, dryRun),
                        clear("remembered datasets", new Path(warehouse.remembered(), group), dead, dryRun),
                        clear("expired leases", warehouse.locks(), takenOver, dryRun))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<TableMaintenance.Work> clear(String what, Path folder, Predicate<FileStatus> due, boolean dryRun) {
        var files = warehouse.fileSystem();
        long count = 0;
        long bytes = 0;
        try {
            for (var status :
                    Arrays.stream(files.listStatus(folder)).filter(due).toList()) {
                var size = files.getContentSummary(status.getPath());
                count += size.getFileCount();
                bytes += size.getLength();
                if (!dryRun) {
                    files.delete(status.getPath(), true);
                }
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new TableMaintenance.Work(TableMaintenance.Kind.CLEAR, what, count, bytes));
    }

    private Instant lastWritten(FileStatus folder) {
        try {
            return Instant.ofEpochMilli(lastWritten(warehouse.fileSystem(), folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lastWritten(FileSystem files, FileStatus folder) throws IOException {
        long last = folder.getModificationTime();
        if (folder.isDirectory()) {
            for (var file : FilesBelow.of(files, folder.getPath())) {
                last = Math.max(last, file.getModificationTime());
            }
        }
        return last;
    }
}
