package dev.almanac.common.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease by a file that only one writer can create, for file systems such as HDFS whose create-if-absent and rename
 * are atomic. A daemon thread renews it by touching the file; a file not touched for the lease's length is taken over.
 */
final class HadoopLease implements Lease {
    private static final int RENEWALS_PER_LEASE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(HadoopLease.class);

    private final FileSystem files;
    private final Path file;
    private final String content;
    private final Heartbeat renewal;

    private HadoopLease(FileSystem files, Path file, String content, Duration length) {
        this.files = files;
        this.file = file;
        this.content = content;
        this.renewal = Heartbeat.every(length.dividedBy(RENEWALS_PER_LEASE), "lease-renewal", this::renew);
    }

    static Lease take(Warehouse warehouse, String group, String holder, Duration length) {
        var files = warehouse.fileSystem();
        var file = new Path(warehouse.locks(), group + ".lease");
        var content = holder + "\n" + UUID.randomUUID();
        try {
            files.mkdirs(warehouse.locks());
            setAsideExpired(files, file, length);
            create(files, file, content);
            return new HadoopLease(files, file, content, length);
        } catch (FileAlreadyExistsException e) {
            throw LocalLease.taken(group, holderOf(files, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(FileSystem files, Path file, String content) throws IOException {
        try (var out = files.create(file, false)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Renames an expired lease to a name made from its own id and time, and leaves it there: of several runs that find the same
     * lease expired one succeeds, and a slow one cannot carry off the winner's new lease.
     */
    private static void setAsideExpired(FileSystem files, Path file, Duration length) throws IOException {
        try {
            var id = read(files, file).lines().skip(1).findFirst().orElse("unfinished");
            long renewed = files.getFileStatus(file).getModificationTime();
            long age = System.currentTimeMillis() - renewed;
            var aside = file.suffix(".expired-%s-%d".formatted(id, renewed));
            if (age > length.toMillis() && !files.exists(aside) && files.rename(file, aside)) {
                LOG.warn("Took over the lease {} whose holder stopped renewing it {} ms ago.", file, age);
            }
        } catch (FileNotFoundException e) {
            LOG.debug("Nobody holds {}.", file);
        }
    }

    private static String holderOf(FileSystem files, Path file) {
        try {
            return read(files, file).lines().findFirst().orElse(LocalLease.ANOTHER);
        } catch (IOException e) {
            return LocalLease.ANOTHER;
        }
    }

    private static String read(FileSystem files, Path file) throws IOException {
        try (var in = files.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void renew() {
        try {
            if (read(files, file).equals(content)) {
                files.setTimes(file, System.currentTimeMillis(), -1);
            }
        } catch (IOException e) {
            // requireHeld stops the run before its commit if no later renewal succeeds.
            LOG.warn("Could not renew the lease {}.", file, e);
        }
    }

    @Override
    public void requireHeld() {
        try {
            if (read(files, file).equals(content)) {
                return;
            }
        } catch (FileNotFoundException takenOverAndGivenBack) {
            LOG.debug("Nobody holds {} any more.", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it may still be held, but nobody can tell
        }
        throw LocalLease.taken(file.getName().replace(".lease", ""), holderOf(files, file));
    }

    @Override
    public void close() {
        renewal.close();
        try {
            if (read(files, file).equals(content)) {
                files.delete(file, false);
            }
        } catch (IOException e) {
            // what the run did stands; the lease runs out by itself
            LOG.warn("Could not give back the lease {}.", file, e);
        }
    }
}
