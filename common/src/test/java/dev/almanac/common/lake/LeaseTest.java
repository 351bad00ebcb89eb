package dev.almanac.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.testing.ChildProcess;
import dev.almanac.common.testing.ChildProcess.Life;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
    private static final Duration LENGTH = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private Warehouse warehouse() {
        return Warehouse.at(folder.toString(), "test", new Configuration(false));
    }

    /** What a second process does that wants the same group; prints what it was told. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) {
            var warehouse = Warehouse.at(arguments[0], "test", new Configuration(false));
            try (var lease = Lease.take(warehouse, "lists", "the child", LENGTH)) {
                lease.requireHeld();
                ChildProcess.awaitKill();
            }
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable take, String holder) {
        assertThatThrownBy(take)
                .isInstanceOfSatisfying(
                        AlmanacException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CAN_PASS))
                .hasMessageContaining("Cannot write group lists: " + holder + " holds its lease");
    }

    @Test
    void aGroupIsHeldByOneRunAndOthersLearnByWhom() {
        try (var first = Lease.take(warehouse(), "lists", "the first", LENGTH)) {
            first.requireHeld();
            assertRefused(() -> Lease.take(warehouse(), "lists", "the second", LENGTH), "the first");
            Lease.take(warehouse(), "facts", "another group", LENGTH).close();
        }
        Lease.take(warehouse(), "lists", "the second", LENGTH).close();
    }

    /** As on a full disk: whoever could not say that it holds the lease does not hold it. */
    @Test
    void aLeaseWhoseHolderCannotBeNamedIsNotHeld() throws IOException {
        var inTheWay = folder.resolve("test/_locks/lists.holder");
        Files.createDirectories(inTheWay);
        assertThatThrownBy(() -> Lease.take(warehouse(), "lists", "the first", LENGTH))
                .isInstanceOf(UncheckedIOException.class);
        Files.delete(inTheWay);
        Lease.take(warehouse(), "lists", "the second", LENGTH).close();
    }

    @Test
    void aKilledProcessGivesItsLeaseBackAtOnce() {
        assertThat(ChildProcess.killAtItsMoment(Life.SECONDS, Holder.class, folder.toString()))
                .isTrue();
        Lease.take(warehouse(), "lists", "the next", LENGTH).close();
    }

    @Test
    void anotherProcessIsRefusedWhileTheFirstLives() throws Exception {
        var child = ChildProcess.start(Life.SECONDS, Holder.class, folder.toString());
        try (var lines = child.inputReader()) {
            assertThat(lines.readLine()).isNotNull();
            assertRefused(() -> Lease.take(warehouse(), "lists", "the parent", LENGTH), "the child");
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void whereDeathGoesUnnoticedALeaseThatWasNotRenewedIsTakenOverOnce() throws Exception {
        var dead = HadoopLease.take(warehouse(), "lists", "the dead", LENGTH);
        assertRefused(() -> HadoopLease.take(warehouse(), "lists", "too early", LENGTH), "the dead");
        var file = folder.resolve("test/_locks/lists.lease");
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.now().minus(LENGTH).minusSeconds(60)));

        try (var heir = HadoopLease.take(warehouse(), "lists", "the heir", LENGTH)) {
            heir.requireHeld();
            assertRefused(dead::requireHeld, "the heir");
            assertRefused(() -> HadoopLease.take(warehouse(), "lists", "too late", LENGTH), "the heir");
            dead.close();
            heir.requireHeld();
        }
        assertRefused(dead::requireHeld, "another run");
        HadoopLease.take(warehouse(), "lists", "the next", LENGTH).close();
    }
}
