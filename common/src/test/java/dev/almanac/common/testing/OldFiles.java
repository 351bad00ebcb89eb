package dev.almanac.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** Files as they are after a month, which is longer than any test keeps history. */
public final class OldFiles {
    private OldFiles() {}

    /** Makes a file, or all there is in a folder, look as if it had been written 30 days ago. */
    public static void age(Path path) {
        var then = FileTime.from(Instant.now().minus(Duration.ofDays(30)));
        try (var files = Files.walk(path)) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, then);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
