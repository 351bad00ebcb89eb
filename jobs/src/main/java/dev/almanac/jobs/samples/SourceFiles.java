package dev.almanac.jobs.samples;

import static org.apache.spark.sql.functions.col;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes a source's lines as files with names and bytes that follow from the lines alone. One landing is one file, or
 * several of {@value #LINES_OF_FILE} lines; each is written by one task, in order, without holding it.
 */
final class SourceFiles implements Serializable {
    static final int LINES_OF_FILE = 500_000;

    private static final long serialVersionUID = 1L;
    private static final StructType FILES = StructType.fromDDL("path string, rows bigint");

    private final String out;
    private final String pattern;
    private final List<String> labels;
    private final List<String> headers;

    SourceFiles(String out, String pattern, List<String> labels, List<String> headers) {
        this.out = out;
        this.pattern = pattern;
        this.labels = List.copyOf(labels);
        this.headers = List.copyOf(headers);
    }

    /**
     * Replaces all files of the source's pattern.
     *
     * @param lines as {@link SourceLines} makes them
     * @return what was written, by path
     */
    List<GeneratedFile> write(Dataset<Row> lines) {
        Configuration hadoop = lines.sparkSession().sparkContext().hadoopConfiguration();
        clear(hadoop);
        var configuration = new SerializableConfiguration(hadoop);
        MapPartitionsFunction<Row, Row> write =
                rows -> new LandedFiles(this, configuration.value()).write(rows).iterator();
        return lines
                .repartition(labels.size(), col(SourceLines.LANDING))
                .sortWithinPartitions(SourceLines.LANDING, SourceLines.AT, SourceLines.LINE)
                .mapPartitions(write, Encoders.row(FILES))
                .collectAsList()
                .stream()
                .map(row -> new GeneratedFile(row.getString(0), row.getLong(1)))
                .sorted()
                .toList();
    }

    /** The file of a landing; further ones of the same landing are numbered from 2. */
    Path path(int landing, int part) {
        String number = part == 1 ? "" : "-%04d".formatted(part);
        return new Path(out, pattern.replace(SourcePlan.LANDED, labels.get(landing) + number));
    }

    String header(int landing) {
        return headers.get(landing);
    }

    private void clear(Configuration hadoop) {
        Path all = new Path(out, pattern.replace(SourcePlan.LANDED, "*"));
        try {
            FileSystem files = all.getFileSystem(hadoop);
            var old = files.globStatus(all);
            if (old != null) {
                for (var file : old) {
                    files.delete(file.getPath(), false);
                }
            }
        } catch (IOException failed) {
            throw new AlmanacException(
                    Failure.CAN_PASS,
                    "Cannot replace " + all + ": " + failed.getMessage() + ". Check the folder's permissions.",
                    failed);
        }
    }
}
