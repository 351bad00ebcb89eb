package dev.almanac.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.lake.Lease;
import dev.almanac.common.lake.Warehouse;
import dev.almanac.jobs.tables.ActivityTables;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources, tables and leases on a file system that is not the local one: a real HDFS with one data node. */
@Tag("long")
class HdfsNightTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static MiniDFSCluster cluster;
    private static DistributedFileSystem files;

    @BeforeAll
    static void start(@TempDir java.nio.file.Path folder) throws IOException {
        cluster = new MiniDFSCluster.Builder(new Configuration(), folder.toFile())
                .numDataNodes(1)
                .build();
        cluster.waitActive();
        files = cluster.getFileSystem();
    }

    @AfterAll
    static void stop() {
        cluster.shutdown();
    }

    private static String on(String path) {
        return cluster.getURI() + path;
    }

    @Test
    void sourcesAreReadFromHdfsAndTablesPublishedThere() throws IOException {
        for (var source : new String[] {"players", "content", "sessions"}) {
            var sample = Night.ROOT.resolve("data-samples/poker-training").resolve(source);
            files.copyFromLocalFile(new Path(sample.toUri()), new Path("/data-samples/poker-training/" + source));
        }
        var night = NightKillTest.small(on("/warehouse"), "jobs.ingest.base-dir=" + on("/"));

        assertThat(night.run("ingest", NightKillTest.AT).succeeded()).isTrue();
        assertThat(night.run("item-activity", NightKillTest.AT).succeeded()).isTrue();

        var read = night.read(IngestTables.INGEST_FILES);
        assertThat(read.where("file LIKE 'hdfs:%'").count()).isPositive().isEqualTo(read.count());
        var events = night.read(CleanTables.EVENTS);
        var lastDay = events.where("event_date = DATE '2026-07-31'").count();
        assertThat(lastDay).isPositive();
        assertThat(night.read(ActivityTables.ITEM_ACTIVITY_DAILY)
                        .where("activity_date = DATE '2026-07-31'")
                        .selectExpr("sum(events)")
                        .head()
                        .getLong(0))
                .isEqualTo(lastDay);
    }

    @Test
    void aLeaseHasOneHolderAndIsTakenOverOnceItWasNotRenewed() throws IOException {
        var warehouse = Warehouse.at(on("/leases"), "test", new Configuration());
        var dead = Lease.take(warehouse, "lists", "the dead", LEASE);
        assertRefused(() -> Lease.take(warehouse, "lists", "too early", LEASE), "the dead");
        long longAgo = Instant.now().minus(LEASE).minusSeconds(60).toEpochMilli();
        files.setTimes(new Path("/leases/test/_locks/lists.lease"), longAgo, -1);

        try (var heir = Lease.take(warehouse, "lists", "the heir", LEASE)) {
            heir.requireHeld();
            assertRefused(dead::requireHeld, "the heir");
            assertRefused(() -> Lease.take(warehouse, "lists", "too late", LEASE), "the heir");
            dead.close();
            heir.requireHeld();
        }
        Lease.take(warehouse, "lists", "the next", LEASE).close();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable take, String holder) {
        assertThatThrownBy(take)
                .isInstanceOfSatisfying(
                        AlmanacException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CAN_PASS))
                .hasMessageContaining(holder + " holds its lease");
    }
}
