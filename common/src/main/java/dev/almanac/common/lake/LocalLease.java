package dev.almanac.common.lake;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A lease by an operating-system file lock, which the kernel gives back when its process is killed. */
final class LocalLease implements Lease {
    static final String ANOTHER = "another run";

    private final FileChannel channel;
    private final FileLock lock;
    private final Path holderFile;

    private LocalLease(FileChannel channel, FileLock lock, Path holderFile) {
        this.channel = channel;
        this.lock = lock;
        this.holderFile = holderFile;
    }

    static Path lockFile(Warehouse warehouse, String name) {
        return Path.of(warehouse
                .fileSystem()
                .makeQualified(new org.apache.hadoop.fs.Path(warehouse.locks(), name + ".lock"))
                .toUri()
                .getPath());
    }

    static Lease take(Warehouse warehouse, String group, String holder) {
        var lockFile = lockFile(warehouse, group);
        var holderFile = lockFile.resolveSibling(group + ".holder");
        try {
            makeFolder(warehouse, lockFile.getParent());
            var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw taken(group, holderIn(holderFile));
            }
            var lease = new LocalLease(channel, lock, holderFile);
            lease.name(holder);
            return lease;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says who holds it; where that fails nobody does. */
    private void name(String holder) throws IOException {
        try {
            Files.writeString(holderFile, holder);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void makeFolder(Warehouse warehouse, Path locks) {
        try {
            Files.createDirectories(locks);
        } catch (IOException refused) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "write to the warehouse " + warehouse.root(),
                    refused.getClass().getSimpleName() + " at " + refused.getMessage(),
                    "Make the folder writable, or name another one with --warehouse or warehouse.path");
        }
    }

    private static String holderIn(Path holderFile) throws IOException {
        try {
            return Files.readString(holderFile);
        } catch (NoSuchFileException itHasJustEnded) {
            return ANOTHER;
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this JVM holds it
        }
    }

    static AlmanacException taken(String group, String holder) {
        return AlmanacException.cannot(
                Failure.CAN_PASS,
                "write group " + group,
                holder.strip() + " holds its lease",
                "Wait for it to end and try again");
    }

    @Override
    public void requireHeld() {
        if (!lock.isValid()) {
            throw taken(holderFile.getFileName().toString().replace(".holder", ""), ANOTHER);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(holderFile);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
