package dev.almanac.common.lake;

import dev.almanac.common.contract.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one domain's tables lie: {@code <root>/<domain>/<table>}. Folders that start with an underscore are the lake's
 * own and hold no published data.
 *
 * @param root the warehouse folder, on any file system Hadoop knows
 * @param domain the domain whose tables these are; domains share none
 * @param hadoop how to reach the file system
 */
public record Warehouse(Path root, String domain, Configuration hadoop) {

    private static final Logger LOG = LoggerFactory.getLogger(Warehouse.class);

    /** The warehouse at a path, which may be relative to the working directory. */
    public static Warehouse at(String path, String domain, Configuration hadoop) {
        var root = new Path(path);
        try {
            return new Warehouse(root.getFileSystem(hadoop).makeQualified(root), domain, hadoop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the domain has a folder here. */
    public boolean exists() {
        try {
            return fileSystem().exists(home());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path home() {
        return new Path(root, domain);
    }

    public Path path(Table table) {
        return new Path(home(), table.name());
    }

    Path staging() {
        return new Path(home(), "_staging");
    }

    Path remembered() {
        return new Path(home(), "_remembered");
    }

    Path locks() {
        return new Path(home(), "_locks");
    }

    /** Removes a folder of the lake's own that nobody reads any more; one that cannot be removed now is in nobody's way. */
    void clear(Path folder) {
        try {
            fileSystem().delete(folder, true);
        } catch (IOException e) {
            LOG.warn("Could not remove {}; the next run of its group tries again.", folder, e);
        }
    }

    FileSystem fileSystem() {
        try {
            return root.getFileSystem(hadoop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isLocal() {
        return fileSystem().getScheme().equals("file");
    }
}
