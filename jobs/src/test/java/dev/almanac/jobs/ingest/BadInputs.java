package dev.almanac.jobs.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.almanac.common.testing.SharedSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The table of bad input: a file each, with the reason its bad row is put aside for. */
final class BadInputs {
    private static final String HEAD = "id,user,item,kind,stars,at\n";
    private static final String SHOWN = "id,user,item,rank,p,at\n";
    private static final String AT = "2026-03-10T10:00:00Z";

    private BadInputs() {}

    /**
     * One row of the table.
     *
     * @param what what is wrong
     * @param file where it is
     * @param content the file
     * @param line the bad line; null where the file as a whole is bad
     * @param reason the expected reason
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Case(String what, String file, byte[] content, Long line, String reason) {
        @Override
        public String toString() {
            return what + " -> " + reason;
        }
    }

    private static Case csv(String what, String folderName, String badRow, String reason) {
        var file = folderName + "/" + what.replaceAll("[^A-Za-z0-9]", "-") + ".csv";
        var at = Map.of("seconds", "1773136800", "millis", "1773136800000").getOrDefault(folderName, AT);
        var text = HEAD + good(what, at) + badRow + "\n" + good(what + "!", at);
        return new Case(what, file, text.getBytes(UTF_8), 3L, reason);
    }

    private static Case json(String what, String badRow, String reason) {
        var good = "{\"id\":\"%s\",\"user\":\"u1\",\"item\":\"i1\",\"kind\":\"v\",\"at\":\"" + AT + "\"}\n";
        var file = "json/" + what.replaceAll("[^A-Za-z0-9]", "-") + ".jsonl";
        return new Case(
                what,
                file,
                (good.formatted(what) + badRow + "\n" + good.formatted(what + "!")).getBytes(UTF_8),
                2L,
                reason);
    }

    private static Case whole(String what, String file, byte[] content, Long line, String reason) {
        return new Case(what, file, content, line, reason);
    }

    private static String good(String id) {
        return good(id, AT);
    }

    private static String good(String id, String at) {
        return "\"%s\",u1,i1,v,1,%s\n".formatted(id, at);
    }

    static Stream<Case> cases() throws IOException {
        var long1 = "x".repeat(1_000_001);
        var gz = gzip(HEAD
                + Stream.iterate(0, n -> n + 1)
                        .limit(3000)
                        .map(n -> good("gz-" + n * 7919))
                        .collect(Collectors.joining()));
        return Stream.of(
                csv("too few columns", "plain", "b,u1,i1", "malformed_row"),
                csv("too many columns", "plain", "b,u1,i1,v,1," + AT + ",more", "malformed_row"),
                csv("a quote that never closes", "plain", "\"b,u1,i1,v,1," + AT, "malformed_row"),
                json("JSON cut off", "{\"id\":\"b\",\"user\":", "malformed_row"),
                json("a JSON array", "[{\"id\":\"b\"}]", "malformed_row"),
                json("text after the object", "{\"id\":\"b\"} oops", "malformed_row"),
                json("two objects on a line", "{\"id\":\"b\"}{\"id\":\"c\"}", "malformed_row"),
                json("single quotes", "{'id':'b'}", "malformed_row"),
                json("a bare number", "42", "malformed_row"),
                whole(
                        "an extra column over two lines",
                        "records/a.csv",
                        (HEAD + good("rec1") + "b,u1,i1,v,1,\"" + AT + "\n\",more\n" + good("rec2")).getBytes(UTF_8),
                        3L,
                        "malformed_row"),
                whole(
                        "bytes that are no UTF-8",
                        "plain/latin.csv",
                        (HEAD + "caf\u00e9,u1,i1,v,1," + AT + "\n" + good("latin")).getBytes(ISO_8859_1),
                        2L,
                        "wrong_encoding"),
                whole(
                        "UTF-16 in a UTF-8 source",
                        "json/wide.jsonl",
                        "{\"id\":\"b\"}".getBytes(UTF_16LE),
                        1L,
                        "wrong_encoding"),
                csv("a zero byte", "plain", "b\u0000,u1,i1,v,1," + AT, "wrong_encoding"),
                csv("an umlaut in ASCII", "ascii", "\u00fc,u1,i1,v,1," + AT, "wrong_encoding"),
                csv("a line of a million characters", "plain", long1 + ",u1,i1,v,1," + AT, "oversized_row"),
                csv("no id", "plain", ",u1,i1,v,1," + AT, "missing_key"),
                csv("a user of blanks", "plain", "b,   ,i1,v,1," + AT, "missing_key"),
                json(
                        "a null item",
                        "{\"id\":\"b\",\"user\":\"u1\",\"item\":null,\"kind\":\"v\",\"at\":\"" + AT + "\"}",
                        "missing_key"),
                json(
                        "no such field",
                        "{\"id\":\"b\",\"item\":\"i1\",\"kind\":\"v\",\"at\":\"" + AT + "\"}",
                        "missing_key"),
                csv("no time", "plain", "b,u1,i1,v,1,", "missing_value"),
                whole(
                        "a renamed column",
                        "plain/renamed.csv",
                        ("id,usr,item,kind,stars,at\n" + good("ren")).getBytes(UTF_8),
                        2L,
                        "missing_column"),
                whole(
                        "a column named twice",
                        "plain/twice.csv",
                        ("id,user,item,kind,stars,id\n" + good("twice")).getBytes(UTF_8),
                        2L,
                        "bad_header"),
                whole(
                        "a new column in a strict source",
                        "strict/new.csv",
                        ("id,user,item,kind,stars,at,extra\nb,u1,i1,v,1," + AT + ",x\n").getBytes(UTF_8),
                        2L,
                        "unknown_column"),
                csv("text for a number", "plain", "b,u1,i1,v,many," + AT, "type_mismatch"),
                csv("not a number", "plain", "b,u1,i1,v,NaN," + AT, "type_mismatch"),
                csv("a number beyond all range", "plain", "b,u1,i1,v,1e999," + AT, "type_mismatch"),
                whole(
                        "half a rank",
                        "shown/half.csv",
                        (SHOWN + "b,u1,i1,1.5,0.5," + AT + "\n").getBytes(UTF_8),
                        2L,
                        "type_mismatch"),
                whole(
                        "maybe for a flag",
                        "members/maybe.csv",
                        "id,optout,tags\nu3,maybe,\n".getBytes(UTF_8),
                        2L,
                        "type_mismatch"),
                whole(
                        "tags that are no list",
                        "members/tags.csv",
                        "id,optout,tags\nu4,true,a;b\n".getBytes(UTF_8),
                        2L,
                        "type_mismatch"),
                csv("30 February", "plain", "b,u1,i1,v,1,2026-02-30T10:00:00Z", "bad_timestamp"),
                csv("another date format", "plain", "b,u1,i1,v,1,03/10/2026 10:00", "bad_timestamp"),
                csv("a time without a day", "plain", "b,u1,i1,v,1,10:00:00", "bad_timestamp"),
                csv("a year alone", "plain", "b,u1,i1,v,1,2026", "bad_timestamp"),
                csv("a date for seconds", "seconds", "b,u1,i1,v,1,2026-03-10", "bad_timestamp"),
                csv("milliseconds for seconds", "seconds", "b,u1,i1,v,1,1773136800000", "bad_timestamp"),
                csv("seconds for milliseconds", "millis", "b,u1,i1,v,1,1773136800", "time_too_early"),
                csv("second zero", "seconds", "b,u1,i1,v,1,0", "time_too_early"),
                csv("tomorrow", "plain", "b,u1,i1,v,1,2026-03-11T10:00:00Z", "time_in_future"),
                csv("a value nobody mapped", "plain", "b,u1,i1,x,1," + AT, "unknown_value"),
                csv("a division by zero", "computed", "b,u1,i1,v,0," + AT, "expression_failed"),
                csv("a cast that fails", "computed", "b,u1,i1,v,zero," + AT, "expression_failed"),
                whole(
                        "a chance above one",
                        "shown/chance.csv",
                        (SHOWN + "b,u1,i1,1,1.5," + AT + "\n").getBytes(UTF_8),
                        2L,
                        "rule_broken"),
                whole(
                        "an end before the start",
                        "things/order.csv",
                        "id,from,until,changed\ni9,2026-02-01,2026-01-01,2026-01-01\n".getBytes(UTF_8),
                        2L,
                        "rule_broken"),
                csv("a user nobody knows", "impatient", "b,u404,i1,v,1," + AT, "orphan"),
                whole(
                        "a gzip file cut short",
                        "plain/cut.csv.gz",
                        Arrays.copyOf(gz, gz.length / 2),
                        null,
                        "truncated_file"),
                whole(
                        "a .gz that is not gzip",
                        "plain/fake.csv.gz",
                        "id,user\n".getBytes(UTF_8),
                        null,
                        "unreadable_file"),
                whole(
                        "a .bz2 that is not bzip2",
                        "plain/fake.csv.bz2",
                        "id,user\n".getBytes(UTF_8),
                        null,
                        "unreadable_file"),
                whole("a .bz2 that is damaged", "plain/damaged.csv.bz2", damagedBzip2(), null, "unreadable_file"),
                whole(
                        "a gzip file of records cut short",
                        "records/cut.csv.gz",
                        Arrays.copyOf(gz, gz.length / 2),
                        null,
                        "truncated_file"),
                whole(
                        "more columns than any reader takes",
                        "plain/wide.csv",
                        ("c" + ",c".repeat(21_000) + "\n" + good("wide")).getBytes(UTF_8),
                        2L,
                        "bad_header"),
                csv("a row of 21,000 columns", "plain", "b" + ",x".repeat(21_000), "malformed_row"),
                whole(
                        "a Parquet file without its footer",
                        "parquet/cut.parquet",
                        Arrays.copyOf(parquet("p1", "1"), 300),
                        null,
                        "unreadable_file"),
                whole(
                        "a Parquet column of another type",
                        "parquet/drift.parquet",
                        parquet("p2", "many"),
                        1L,
                        "type_mismatch"),
                whole(
                        "a name without the hour",
                        "named/today.csv",
                        (HEAD + good("undated")).getBytes(UTF_8),
                        null,
                        "undated_file"));
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Begins as a bzip2 file with a block does; its tables and bits are garbage. */
    private static byte[] damagedBzip2() {
        var bytes = new byte[400];
        Arrays.fill(bytes, (byte) 0x5B);
        System.arraycopy("BZh91AY&SY".getBytes(UTF_8), 0, bytes, 0, 10);
        return bytes;
    }

    private static byte[] parquet(String id, String stars) throws IOException {
        var out = Files.createTempDirectory("bad-input").resolve("_made").resolve(id);
        SharedSpark.session()
                .sql("SELECT '%s' AS id, 'u1' AS user, 'i1' AS item, 'v' AS kind, '%s' AS stars, TIMESTAMP '%s' AS at"
                        .formatted(id, stars, AT))
                .coalesce(1)
                .write()
                .mode("overwrite")
                .parquet(out.toString());
        try (var files = Files.list(out)) {
            return Files.readAllBytes(files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
