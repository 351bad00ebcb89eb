package dev.almanac.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made without a process for each are as Hadoop makes them. */
class LocalFilesTest {
    @TempDir
    private java.nio.file.Path folder;

    private static FileSystem opened(FileSystem files) throws IOException {
        files.initialize(URI.create("file:///"), new Configuration(false));
        return files;
    }

    private String afterSetting(FileSystem files, String name, String rights) throws IOException {
        var path = new Path(new Path(folder.toUri()), name);
        files.create(path).close();
        files.setPermission(path, new FsPermission(rights));
        return files.getFileStatus(path).getPermission().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"644", "600", "755", "777", "1777", "000", "421"})
    void permissionsAreThoseThatHadoopSets(String rights) throws IOException {
        assertThat(afterSetting(opened(new LocalFiles()), "ours", rights))
                .isEqualTo(afterSetting(opened(new LocalFileSystem()), "hadoops", rights));
    }

    @Test
    void aWrittenFileHasHadoopsChecksumBesideIt() throws IOException {
        var files = opened(new LocalFiles());
        var path = new Path(new Path(folder.toUri()), "below/folder/text");
        try (var out = files.create(path)) {
            out.writeUTF("text");
        }
        assertThat(folder.resolve("below/folder/.text.crc")).exists();
        try (var in = files.open(path)) {
            assertThat(in.readUTF()).isEqualTo("text");
        }
    }
}
