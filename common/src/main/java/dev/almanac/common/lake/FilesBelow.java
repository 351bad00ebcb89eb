package dev.almanac.common.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a folder and of the folders in it. */
final class FilesBelow {
    private FilesBelow() {}

    /**
     * Hadoop's own recursive listing also asks where the blocks lie and who owns each file, for which it starts a program
     * a file on a local disk.
     *
     * @throws java.io.FileNotFoundException when there is no such folder
     */
    static List<FileStatus> of(FileSystem files, Path folder) throws IOException {
        var found = new ArrayList<FileStatus>();
        for (var status : files.listStatus(folder)) {
            if (status.isDirectory()) {
                found.addAll(of(files, status.getPath()));
            } else {
                found.add(status);
            }
        }
        return found;
    }
}
