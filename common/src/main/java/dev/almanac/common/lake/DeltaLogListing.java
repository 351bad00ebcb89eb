package dev.almanac.common.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The versions of a Delta table, from the names of its commit files. The names are part of the open Delta protocol
 * (PROTOCOL.md, "Delta Log Entries"); listing them costs milliseconds where a history query costs a Spark job.
 */
final class DeltaLogListing {
    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

    private DeltaLogListing() {}

    /** The newest version, or nothing when there is no table at the path. */
    static OptionalLong newestVersion(FileSystem files, Path table) {
        try {
            return Arrays.stream(files.listStatus(new Path(table, "_delta_log")))
                    .map(status -> COMMIT.matcher(status.getPath().getName()))
                    .filter(Matcher::matches)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .max();
        } catch (FileNotFoundException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
