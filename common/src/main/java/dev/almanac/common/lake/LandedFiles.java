package dev.almanac.common.lake;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.LandedFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;

/** Lists source files on any file system Hadoop knows. */
public final class LandedFiles {
    /** Writers give unfinished files such names (Hadoop's own convention). */
    private static final PathFilter FINISHED =
            path -> !path.getName().startsWith("_") && !path.getName().startsWith(".");

    private LandedFiles() {}

    /**
     * The finished files that a path or glob names, by path; a folder stands for the files in it.
     *
     * @throws AlmanacException of kind INPUT when the file system cannot be read
     */
    public static List<LandedFile> list(Configuration hadoop, String pathOrGlob) {
        try {
            var path = new Path(pathOrGlob);
            var files = path.getFileSystem(hadoop);
            var found = new ArrayList<LandedFile>();
            var matches = files.globStatus(path, FINISHED);
            for (var match : matches == null ? new FileStatus[0] : matches) {
                var below =
                        match.isDirectory() ? files.listStatus(match.getPath(), FINISHED) : new FileStatus[] {match};
                Arrays.stream(below)
                        .filter(FileStatus::isFile)
                        .map(LandedFiles::landed)
                        .forEach(found::add);
            }
            found.sort(Comparator.comparing(LandedFile::path));
            return List.copyOf(found);
        } catch (IOException e) {
            throw new AlmanacException(
                    Failure.INPUT,
                    "Cannot list source files at %s: %s. Check the path and the access rights."
                            .formatted(pathOrGlob, e.getMessage()),
                    e);
        }
    }

    private static LandedFile landed(FileStatus status) {
        return new LandedFile(
                status.getPath().toString(), status.getLen(), Instant.ofEpochMilli(status.getModificationTime()));
    }
}
