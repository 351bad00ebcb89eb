package dev.almanac.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** A folder that a benchmark works in and that is gone afterwards. */
public final class WorkFolder implements AutoCloseable {
    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /** A new folder where the system keeps temporary files. */
    public static WorkFolder make() {
        try {
            return new WorkFolder(
                    Files.createTempDirectory("almanac-benchmark-").toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /** Copies a folder in it to another that is not there yet. */
    public Path copy(String from, String to) {
        var source = path.resolve(from);
        var target = path.resolve(to);
        try {
            FileUtils.copyDirectory(source.toFile(), target.toFile());
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            FileUtils.deleteDirectory(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
