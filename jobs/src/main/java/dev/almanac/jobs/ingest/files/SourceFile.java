package dev.almanac.jobs.ingest.files;

import java.time.Instant;
import org.apache.hadoop.fs.Path;

/**
 * A file of a source that a run reads.
 *
 * @param path its full path; of a Delta table taken as a snapshot, the table's path and its version
 * @param bytes its length
 * @param landedAt when it landed
 * @param dated whether the landing time could be told
 */
public record SourceFile(String path, long bytes, Instant landedAt, boolean dated) {

    /** The path as Spark's {@code _metadata.file_path} has it. */
    public String sparkPath() {
        return new Path(path).toUri().toString();
    }

    /** The path as an argument of Spark's readers, which take it for a glob. */
    public String literalPath() {
        return path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1");
    }

    /** The last part of its path. */
    public String name() {
        return new Path(path).getName();
    }
}
