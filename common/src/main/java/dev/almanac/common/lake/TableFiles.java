package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Data files of one table. They are found by listing its folder, which costs one call where a look into the table's
 * log costs a Spark job; so tables in which nothing can be due are never opened.
 */
record TableFiles(List<DataFile> files) {

    /**
     * One data file.
     *
     * @param path without the file system
     * @param folder its folder below the table's, such as {@code day=2026-11-21}; empty for the table's own
     */
    record DataFile(String path, String folder, long bytes, Instant modifiedAt) {}

    /** Every data file below the table's folder, whatever version it belongs to, or none. */
    static TableFiles onDisk(Warehouse warehouse, Table table) {
        var files = warehouse.fileSystem();
        int prefix =
                files.makeQualified(warehouse.path(table)).toUri().getPath().length() + 1;
        var found = new ArrayList<DataFile>();
        try {
            for (var status : FilesBelow.of(files, warehouse.path(table))) {
                var path = status.getPath().toUri().getPath();
                var relative = path.substring(prefix);
                if (isData(relative)) {
                    var folder = relative.substring(0, Math.max(0, relative.lastIndexOf('/')));
                    var modifiedAt = Instant.ofEpochMilli(status.getModificationTime());
                    found.add(new DataFile(path, folder, status.getLen(), modifiedAt));
                }
            }
        } catch (FileNotFoundException e) {
            return new TableFiles(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TableFiles(List.copyOf(found));
    }

    /** Names that begin so are the log's, or no one's. */
    private static boolean isData(String relative) {
        return Arrays.stream(relative.split("/")).noneMatch(part -> part.startsWith("_") || part.startsWith("."));
    }

    /** The files a version of the table consists of. */
    TableFiles referencedBy(Dataset<Row> snapshot) {
        var paths = paths(snapshot);
        return where(file -> paths.contains(file.path()));
    }

    /** The files that are no part of a version of the table. */
    TableFiles notReferencedBy(Dataset<Row> snapshot) {
        var paths = paths(snapshot);
        return where(file -> !paths.contains(file.path()));
    }

    private static Set<String> paths(Dataset<Row> snapshot) {
        return Arrays.stream(snapshot.inputFiles())
                .map(name -> new Path(name).toUri().getPath())
                .collect(Collectors.toSet());
    }

    TableFiles where(Predicate<DataFile> condition) {
        return new TableFiles(files.stream().filter(condition).toList());
    }

    /** Folders in order, with their files. */
    Map<String, TableFiles> byFolder() {
        return files.stream()
                .collect(Collectors.groupingBy(
                        DataFile::folder,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), TableFiles::new)));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    long count() {
        return files.size();
    }

    long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }
}
