package dev.almanac.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.testing.ChildProcess;
import dev.almanac.common.testing.ChildProcess.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delta's own commit on a local disk can lose one of two that processes make at once; under the lock none is lost. */
class CommitLockTest {
    private static final int EACH = 200;
    private static final int PROCESSES = 3;

    /** Adds one to a number in a file, over and over, by reading and writing it again. */
    static final class Counter {
        private Counter() {}

        public static void main(String[] arguments) {
            var folder = Path.of(arguments[0]);
            var lock = CommitLock.on(Warehouse.at(arguments[0], "test", new Configuration(false)), "records");
            for (int i = 0; i < EACH; i++) {
                lock.whileHeld(() -> addOne(folder.resolve("number")));
            }
        }

        private static int addOne(Path file) {
            try {
                int next = Files.exists(file) ? Integer.parseInt(Files.readString(file)) + 1 : 1;
                Files.writeString(file, Integer.toString(next));
                return next;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Test
    void processesThatCommitAtOnceWaitForEachOther(@TempDir Path folder) throws Exception {
        var children = new ArrayList<Process>();
        for (int i = 0; i < PROCESSES; i++) {
            children.add(ChildProcess.start(Life.SECONDS, Counter.class, folder.toString()));
        }
        for (var child : children) {
            assertThat(child.waitFor()).isZero();
        }
        assertThat(Files.readString(folder.resolve("number"))).isEqualTo(Integer.toString(PROCESSES * EACH));
    }
}
