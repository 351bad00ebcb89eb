package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layouts files come in, and what mappings make of them. */
class FormatsTest {
    private static final String TO_EVENTS =
            "target = events, columns { event_id = id, user_id = user, item_id = item, event_type = { constant = view }, event_time = at }";
    /** Delta commits happen now, so windows over Delta sources end later. */
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void openDesk() {
        desk = new Desk(folder);
    }

    @Test
    void gzippedCsvWithQuotesAByteOrderMarkAndWindowsLineEnds() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("\uFEFFid;user;item;at\r\n\"a;\"\"1\"\"\";u1;i1;2026-03-10\r\n\r\nb;u1;i1;2026-03-10\r\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        desk.land("events.csv.gz", packed.toByteArray(), Desk.LANDED);
        desk.ingest(
                desk.settings("sources.e { path = \"*.gz\", read { format = csv, csv.delimiter = \";\" }, " + TO_EVENTS
                        + " }"),
                Desk.END);

        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("a;\"1\"", "b");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "rows_in")).containsExactly("2");
    }

    @Test
    void quotedLineBreaks() {
        desk.land("items.csv", "id,title\ni1,\"One\ntwo\"\ni2,Three\n");
        desk.ingest(desk.settings("""
                        sources.i { path = "items.csv", target = items, read.format = csv-multi-line
                          columns { item_id = id, title = title } }
                        """), Desk.END);

        assertThat(desk.texts(CleanTables.ITEMS, "title")).containsExactly("One\ntwo", "Three");
    }

    @Test
    void filesOfOneSourceMayHaveTheirColumnsInAnyOrder() {
        desk.land("a.csv", "id,user,item,at\na,u1,i1,2026-03-10\n");
        desk.land("b.csv", "at,extra,item,user,id\n2026-03-09,x,i2,u2,b\n");
        desk.ingest(desk.settings("sources.e { path = \"*.csv\", read.format = csv, " + TO_EVENTS + " }"), Desk.END);

        assertThat(desk.texts(CleanTables.EVENTS, "concat_ws(' ', event_id, user_id, item_id, event_date)"))
                .containsExactly("a u1 i1 2026-03-10", "b u2 i2 2026-03-09");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "concat_ws(' ', unknown_columns, note)"))
                .containsExactly("", "extra columns not mapped: extra");
    }

    @Test
    void nestedJsonListsAndMaps() {
        desk.land(
                "items.jsonl",
                "{\"id\":7,\"about\":{\"title\":\"One\"},\"tags\":[\"a\",\"b\"],\"more\":{\"k\":\"v\"},\"minutes\":12}\n");
        desk.ingest(desk.settings("""
                        sources.i { path = "items.jsonl", target = items, read.format = jsonl
                          columns { item_id = id, title = about.title, tags = tags, attributes = more
                            category { sql = "if(cast(minutes as int) < 15, 'short', 'long')" } } }
                        """), Desk.END);

        assertThat(desk.texts(CleanTables.ITEMS, "concat_ws(' ', item_id, title, tags, attributes['k'], category)"))
                .containsExactly("7 One a b v short");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "size(unknown_columns)"))
                .containsExactly("0");
    }

    @Test
    void timesInZonesAndPatterns() {
        desk = new Desk(folder, ZoneId.of("America/New_York"));
        desk.land("e.csv", """
                id,at
                iso,2026-03-10T01:30:00Z
                local,2026-03-09T23:30
                offset,2026-03-10 05:30:00.250+02:00
                day,2026-03-08
                """);
        desk.land("p.csv", "id,at\npattern,09/Mar/2026 23:15\n");
        desk.land("s.csv", "id,at\nepoch,1773100000.5\n");
        var columns =
                "columns { event_id = id, user_id = { constant = u }, item_id = { constant = i }, event_type = { constant = t }, event_time ";
        desk.ingest(
                desk.settings(
                        "sources { a { path = e.csv, target = events, read.format = csv, " + columns + "= at } }\n"
                                + "b { path = p.csv, target = events, read { format = csv, zone = UTC }, " + columns
                                + "{ from = at, time = \"dd/MMM/yyyy HH:mm\" } } }\n"
                                + "c { path = s.csv, target = events, read.format = csv, " + columns
                                + "{ from = at, time = epoch-seconds } } } }"),
                Desk.END);

        assertThat(desk.texts(CleanTables.EVENTS, "concat_ws(' ', event_id, event_time, event_date)"))
                .containsExactly(
                        "day 2026-03-08 05:00:00 2026-03-08",
                        "epoch 2026-03-09 23:46:40.5 2026-03-09",
                        "iso 2026-03-10 01:30:00 2026-03-09",
                        "local 2026-03-10 03:30:00 2026-03-09",
                        "offset 2026-03-10 03:30:00.25 2026-03-09",
                        "pattern 2026-03-09 23:15:00 2026-03-09");
    }

    @Test
    void parquetWithSchemasThatDifferFromFileToFile() {
        var spark = SharedSpark.session();
        spark.sql("SELECT 1L AS id, 'u1' AS user, 'i1' AS item, TIMESTAMP '2026-03-10 10:00:00Z' AS at")
                .write()
                .parquet(folder.resolve("in/a").toString());
        spark.sql("SELECT '2' AS id, 'u1' AS user, 'i1' AS item, '2026-03-10' AS at, true AS extra")
                .write()
                .parquet(folder.resolve("in/b").toString());
        desk.ingest(
                desk.settings(
                        "sources.e { path = \"in/*/*.parquet\", read.format = parquet, rules.future-tolerance = 36500 days, "
                                + TO_EVENTS + " }"),
                LATER);

        assertThat(desk.texts(CleanTables.EVENTS, "concat_ws(' ', event_id, event_time)"))
                .containsExactly("1 2026-03-10 10:00:00", "2 2026-03-10 00:00:00");
    }

    @Test
    void aDeltaTableIsReadFileByFileWithoutTheRowsItDeleted() {
        var spark = SharedSpark.session();
        var path = folder.resolve("source").toString();
        spark.range(0, 10, 1, 1)
                .selectExpr("concat('e', id) AS id", "'u1' AS user", "'i1' AS item", "'2026-03-10' AS at")
                .write()
                .format("delta")
                .option("delta.enableDeletionVectors", "true")
                .save(path);
        spark.sql("DELETE FROM delta.`%s` WHERE id = 'e3'".formatted(path));
        var settings = desk.settings("sources.e { path = source, read.format = delta, " + TO_EVENTS + " }");

        desk.ingest(settings, LATER);
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).hasSize(9).doesNotContain("e3");

        spark.sql("INSERT INTO delta.`%s` VALUES ('e11', 'u1', 'i1', '2026-03-10')".formatted(path));
        desk.ingest(settings, LATER.plus(Duration.ofHours(1)));
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).hasSize(10).contains("e11");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "kept")).containsExactly("1", "9");
    }

    @Test
    void aDeltaTableAsASnapshotIsReadVersionByVersion() {
        var spark = SharedSpark.session();
        var path = folder.resolve("source").toString();
        spark.sql("SELECT 'i1' AS id UNION ALL SELECT 'i2'")
                .write()
                .format("delta")
                .save(path);
        var settings = desk.settings(
                "sources.i { path = source, target = items, kind = snapshot, read.format = delta, columns.item_id = id }");
        desk.ingest(settings, LATER);
        assertThat(desk.texts(CleanTables.ITEMS, "item_id")).containsExactly("i1", "i2");

        spark.sql("DELETE FROM delta.`%s` WHERE id = 'i1'".formatted(path));
        desk.ingest(settings, LATER.plus(Duration.ofHours(1)));
        assertThat(desk.texts(CleanTables.ITEMS, "item_id")).containsExactly("i2");
    }

    @Test
    void gzippedJsonLines() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"id\":\"a\",\"user\":\"u1\",\"item\":\"i1\",\"at\":\"2026-03-10\"}\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        desk.land("e.jsonl.gz", packed.toByteArray(), Desk.LANDED);
        desk.ingest(desk.settings("sources.e { path = e.jsonl.gz, read.format = jsonl, " + TO_EVENTS + " }"), Desk.END);
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("a");
    }

    @Test
    void aFileNamedByItsHourLandsWhenItsNameSays() {
        desk.land("h-2026-03-10T08.csv", "id,user,item,at\na,u1,i1,2026-03-10T08:59\n");
        desk.land("h-2026-03-10T09.csv", "id,user,item,at\nb,u1,i1,2026-03-10T09:59\n");
        var settings = desk.settings(
                "sources.e { path = \"h-*.csv\", read { format = csv, landed-name { pattern = \"h-(yyyy-MM-dd'T'HH)\", plus = 1 hour } }, "
                        + TO_EVENTS + " }");

        desk.ingest(settings, Instant.parse("2026-03-10T09:00:00Z"));
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("a");
        desk.ingest(settings, Instant.parse("2026-03-10T10:00:00Z"));
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("a", "b");
    }

    @Test
    void aFileThatIsStillBeingWrittenWaits() {
        desk.land(
                "e.csv",
                "id,user,item,at\na,u1,i1,2026-03-10\n".getBytes(StandardCharsets.UTF_8),
                Desk.END.minusSeconds(30));
        desk.land("_half.csv", "id,user,item,at\nb,u1,i1,2026-03-10\n");
        var settings = desk.settings("sources.e { path = \"*.csv\", read.format = csv, " + TO_EVENTS + " }");

        assertThat(desk.ingest(settings, Desk.END).outputs().changes()).isEmpty();
        desk.ingest(settings, Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.texts(CleanTables.EVENTS, "event_id")).containsExactly("a");
    }

    @Test
    void longFilesKeepTheirLineNumbersAcrossBlocks() {
        var spark = SharedSpark.session();
        var before = spark.conf().get("spark.sql.files.maxPartitionBytes");
        spark.conf().set("spark.sql.files.maxPartitionBytes", "2000");
        try {
            var text = new StringBuilder("id,user,item,at\n");
            for (int line = 2; line <= 400; line++) {
                text.append(line % 100 == 0 ? "bad\n" : "e%d,u1,i1,2026-03-10%n".formatted(line));
            }
            desk.land("e.csv", text.toString());
            desk.ingest(desk.settings("sources.e { path = e.csv, read.format = csv, " + TO_EVENTS + " }"), Desk.END);
        } finally {
            spark.conf().set("spark.sql.files.maxPartitionBytes", before);
        }

        assertThat(desk.texts(IngestTables.QUARANTINE, "line")).containsExactly("100", "200", "300", "400");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "kept")).containsExactly("395");
    }
}
