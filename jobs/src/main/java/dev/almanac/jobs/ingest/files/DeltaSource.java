package dev.almanac.jobs.ingest.files;

import static org.apache.spark.sql.functions.col;

import dev.almanac.common.lake.DeltaHistory;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A Delta table as a source, at the newest version committed before the window's end. What is read once is an active
 * data file of that version; of a snapshot it is the version. Rows a deletion vector hides are not there. A file that
 * the table's own maintenance rewrote is new, and its rows then are duplicates.
 */
public final class DeltaSource {
    private static final String VERSION_MARK = "@v";

    private final SparkSession spark;
    private final String path;
    private final Instant end;

    /**
     * @param end only what was committed before is seen
     */
    DeltaSource(SparkSession spark, String path, Instant end) {
        this.spark = spark;
        this.path = path;
        this.end = end;
    }

    /** The active data files. */
    List<SourceFile> files() {
        return newest().stream()
                .flatMap(version -> at(version.getLong(0))
                        .select(
                                col("_metadata.file_path"),
                                col("_metadata.file_size"),
                                col("_metadata.file_modification_time"))
                        .distinct()
                        .collectAsList()
                        .stream())
                .map(row -> new SourceFile(
                        new Path(URI.create(row.getString(0))).toString(),
                        row.getLong(1),
                        row.getTimestamp(2).toInstant(),
                        true))
                .toList();
    }

    /** The whole table as one file, named by its version. */
    List<SourceFile> snapshot() {
        return newest().stream()
                .map(version -> new SourceFile(
                        path + VERSION_MARK + version.getLong(0),
                        0,
                        version.getTimestamp(1).toInstant(),
                        true))
                .toList();
    }

    /** The table's columns for the rows of some of its {@link #files()}, with the metadata of the file. */
    public Dataset<Row> rowsOfFiles(List<SourceFile> files) {
        var wanted = files.stream().map(SourceFile::sparkPath).toArray();
        return at(newest().orElseThrow().getLong(0))
                .where(col("_metadata.file_path").isin(wanted));
    }

    /** The table's columns for all rows of a {@link #snapshot()}. */
    public Dataset<Row> rowsOfSnapshot(SourceFile snapshot) {
        var mark = snapshot.path().lastIndexOf(VERSION_MARK);
        return at(Long.parseLong(snapshot.path().substring(mark + VERSION_MARK.length())));
    }

    private Optional<Row> newest() {
        return DeltaHistory.newestBefore(spark, path, end);
    }

    private Dataset<Row> at(long version) {
        return spark.read().format("delta").option("versionAsOf", version).load(path);
    }
}
