package dev.almanac.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.almanac.common.testing.SharedSpark;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders beside the tables. */
class StagingTest {
    /** A disk from which nothing can be removed. */
    public static final class Keeping extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("keeping:///");
        }

        @Override
        public boolean delete(Path path, boolean recursive) throws IOException {
            throw new IOException("device busy");
        }
    }

    /** After the commit point an error would have the run made again, although it has published. */
    @Test
    void whatCannotBeRemovedAfterThePublicationDoesNotFailTheRun(@TempDir java.nio.file.Path folder)
            throws IOException {
        var hadoop = new Configuration(false);
        hadoop.set("fs.keeping.impl", Keeping.class.getName());
        var warehouse = Warehouse.at("keeping://" + folder, "shop", hadoop);
        var staged = folder.resolve("shop/_staging/visits/run-1");
        Files.createDirectories(staged);

        assertThatCode(() -> new Staging(SharedSpark.session(), warehouse, "visits", "run-1").discard())
                .doesNotThrowAnyException();
        assertThatCode(() -> new Remembered(SharedSpark.session(), warehouse, "visits", "hash").forget())
                .doesNotThrowAnyException();
        assertThat(staged).exists();
    }
}
