package dev.almanac.common.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Makes the commits of several processes to one table of a local warehouse follow each other. */
final class CommitLock {
    /** The operating system's locks belong to the process, so threads of one JVM need their own. */
    private static final Map<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();

    private final Optional<Path> file;

    private CommitLock(Optional<Path> file) {
        this.file = file;
    }

    static CommitLock on(Warehouse warehouse, String table) {
        return new CommitLock(
                warehouse.isLocal()
                        ? Optional.of(LocalLease.lockFile(warehouse, table + ".commit"))
                        : Optional.empty());
    }

    <T> T whileHeld(Supplier<T> commit) {
        if (file.isEmpty()) {
            return commit.get();
        }
        var lock = IN_THIS_JVM.computeIfAbsent(file.get(), path -> new ReentrantLock());
        lock.lock();
        try {
            Files.createDirectories(file.get().getParent());
            try (var channel = FileChannel.open(file.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                assert held.isValid();
                return commit.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
