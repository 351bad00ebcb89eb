package dev.almanac.common.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, but for how it sets the permissions of a file: Hadoop starts the program chmod for every
 * file and folder it makes, unless its native library is there, and a night makes thousands. Named in
 * {@code spark.hadoop.fs.file.impl}.
 */
public final class LocalFiles extends LocalFileSystem {

    /** Called by Hadoop. */
    public LocalFiles() {
        super(new WithoutPrograms());
    }

    private static final class WithoutPrograms extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            var file = pathToFile(path).toPath();
            if (permission.getStickyBit() || !Files.getFileStore(file).supportsFileAttributeView("posix")) {
                super.setPermission(path, permission);
                return;
            }
            var rights = permission.getUserAction().SYMBOL
                    + permission.getGroupAction().SYMBOL
                    + permission.getOtherAction().SYMBOL;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        }
    }
}
