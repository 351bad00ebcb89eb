package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.jobs.ingest.settings.IngestSettings;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot that is broken, cut or undated replaces nothing, and a whole copy of it is taken as if it were the first. */
class BrokenSnapshotsTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void openDesk() {
        desk = new Desk(folder);
    }

    private IngestSettings settings() {
        return desk.settings("""
                bad-share-min-rows = 100000
                sources.items { path = "i-*", target = items, kind = snapshot
                  read { format = csv, landed-name = "i-(yyyy-MM-dd)" }, columns { item_id = id, title = name } }
                """);
    }

    private void land(String name, byte[] content) {
        desk.land(name, content, Desk.LANDED);
    }

    private static byte[] plain(String rows) {
        return ("id,name\n" + rows).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(String rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain(rows));
        }
        return bytes.toByteArray();
    }

    /** Ids that do not compress well, so that half of the file still holds some of them. */
    private static String manyItems() {
        return IntStream.range(0, 3000)
                .mapToObj(n -> "i%d,%s%n".formatted(n, Integer.toHexString(n * 0x9E3779B1)))
                .collect(Collectors.joining());
    }

    @Test
    void ofTwoAtOnceTheNewestReadableOneCounts() {
        land("i-2026-03-08.csv", plain("i1,One\n"));
        land("i-2026-03-09.csv.gz", plain("i2,Two\n"));
        desk.ingest(settings(), Desk.END);
        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("One");
        assertThat(desk.texts(IngestTables.QUARANTINE, "reason")).containsExactly("unreadable_file");
    }

    /** As after a weekend without ingest: the older file's bad row says nothing of what is missing from the newer one. */
    @Test
    void aBadRowInAnOlderOneKeepsNothingThatIsMissingFromTheNewest() {
        land("i-2026-03-07.csv", plain("i1,One\ni2,Two\n"));
        desk.ingest(settings(), Desk.END);
        land("i-2026-03-08.csv", plain("i1,One\n,Nameless\n"));
        land("i-2026-03-09.csv", plain("i2,Two\n"));
        desk.ingest(settings(), Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("Two");

        land("i-2026-03-10.csv", plain("i3,Three\n,Nameless\n"));
        desk.ingest(settings(), Desk.END.plus(Duration.ofHours(2)));
        assertThat(desk.texts(CleanTables.ITEMS, "title"))
                .as("the bad row of the newest one may be the missing one")
                .containsExactlyInAnyOrder("Two", "Three");
    }

    /** The half that can be read of a newer one says nothing for an older one without a row. */
    @Test
    void aCutOneDoesNotVouchForAnEmptyOne() throws IOException {
        land("i-2026-03-07.csv", plain("only,Old\n"));
        desk.ingest(settings(), Desk.END);
        var whole = packed(manyItems());
        land("i-2026-03-08.csv", plain(""));
        land("i-2026-03-09.csv.gz", Arrays.copyOf(whole, whole.length / 2));
        desk.ingest(settings(), Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.read(CleanTables.ITEMS).where("title = 'Old'").count()).isEqualTo(1);
    }

    /** The parts that an engine writes for one table would each replace the others; a name that tells its time does not. */
    @Test
    void oneInSeveralFilesIsWarnedOf() {
        land("i-2026-03-08.csv", plain("i1,One\n"));
        land("i-2026-03-09.csv", plain("i2,Two\n"));
        desk.ingest(settings(), Desk.END);
        assertThat(desk.warnings()).isEmpty();

        land("part-1.csv", plain("i1,One\n"));
        land("part-2.csv", plain("i2,Two\n"));
        desk.ingest(
                desk.settings("sources.parts { path = \"part-*\", target = items, kind = snapshot, read.format = csv,"
                        + " columns { item_id = id, title = name } }"),
                Desk.END);
        assertThat(desk.warnings())
                .singleElement()
                .asString()
                .startsWith("source parts: 2 files came at once, and a snapshot is one file");
    }

    /** The repair that the reason names. */
    @Test
    void aWholeCopyOfAnUnreadableOneIsTaken() {
        land("i-2026-03-09.csv.gz", plain("i2,Two\n"));
        desk.ingest(settings(), Desk.END);
        land("i-2026-03-09-again.csv", plain("i2,Two\n"));
        desk.ingest(settings(), Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("Two");
    }

    @Test
    void aStrayFileWithoutADateIsNoSnapshot() {
        land("i-latest.csv", plain("i0,Zero\n"));
        desk.ingest(settings(), Desk.END);
        land("i-2026-03-09.csv", plain("i1,One\n"));
        desk.ingest(settings(), Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("One");
    }

    @Test
    void aCutOneHidesNoRowOfTheOneBeforeAndItsWholeCopyCompletesIt() throws IOException {
        var whole = packed(manyItems());
        land("i-2026-03-08.csv", plain("i2999,Old\nonly,Old\n"));
        land("i-2026-03-09.csv.gz", Arrays.copyOf(whole, whole.length / 2));
        desk.ingest(settings(), Desk.END);
        assertThat(desk.read(CleanTables.ITEMS).where("title = 'Old'").count()).isEqualTo(2);
        assertThat(desk.read(CleanTables.ITEMS).count()).isBetween(100L, 2999L);

        land("i-2026-03-09-again.csv.gz", whole);
        desk.ingest(settings(), Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.read(CleanTables.ITEMS).where("title = 'Old'").count()).isZero();
        assertThat(desk.read(CleanTables.ITEMS).count()).isEqualTo(3000);
    }
}
