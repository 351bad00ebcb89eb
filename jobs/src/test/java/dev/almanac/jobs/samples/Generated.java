package dev.almanac.jobs.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.common.job.Progress;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.samples.GenerateRequest.Size;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;

/** A folder the generator filled, read back without Spark. */
record Generated(Path out) {
    static final Path ROOT = Path.of(System.getProperty("almanac.root"));
    private static final ObjectMapper JSON = new ObjectMapper();

    static Generated into(Path out, Path conf, String domain, Size size, long seed) {
        return with(SharedSpark.session(), new GenerateRequest(conf, domain, size, seed, out.toString(), true));
    }

    static Generated with(SparkSession spark, GenerateRequest request) {
        new SampleGenerator(spark, Progress.SILENT).generate(request);
        return new Generated(Path.of(request.out()));
    }

    /** The text of every file by its path below the folder; of compressed ones, what they hold. */
    Map<String, String> texts() {
        return files().stream()
                .collect(Collectors.toMap(
                        file -> out.relativize(file).toString(), Generated::text, (one, other) -> one, TreeMap::new));
    }

    /** The bytes of every file by its path below the folder, as text that can be compared. */
    Map<String, String> bytes() {
        return files().stream()
                .collect(Collectors.toMap(
                        file -> out.relativize(file).toString(), Generated::hex, (one, other) -> one, TreeMap::new));
    }

    /** Lines of a source's files without headers, in the order of the files. */
    List<String> lines(String source) {
        return texts().entrySet().stream()
                .filter(file -> file.getKey().startsWith(source + "/"))
                .flatMap(file -> file.getValue().lines().skip(file.getKey().contains(".csv") ? 1 : 0))
                .toList();
    }

    /** The fields of CSV lines without quotes. */
    List<List<String>> fields(String source) {
        return lines(source).stream()
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
    }

    /** The lines of a source that are JSON. */
    List<JsonNode> objects(String source) {
        return lines(source).stream().flatMap(Generated::json).toList();
    }

    /** The objects of one file in {@code _truth}, by the start of its name. */
    List<JsonNode> truth(String name) {
        return texts().entrySet().stream()
                .filter(file -> file.getKey().startsWith("_truth/" + name))
                .flatMap(file -> file.getValue().lines())
                .flatMap(Generated::json)
                .toList();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<JsonNode> json(String line) {
        try {
            return Stream.of(JSON.readTree(line));
        } catch (JsonProcessingException deliberate) {
            return Stream.of();
        }
    }

    private static String text(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.joining("\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String hex(Path file) {
        try {
            return HexFormat.of().formatHex(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
