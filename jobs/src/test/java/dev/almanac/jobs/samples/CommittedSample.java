package dev.almanac.jobs.samples;

import dev.almanac.jobs.samples.GenerateRequest.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;

/**
 * A domain's committed sample, as its README says it was made.
 *
 * @param domain whose
 * @param size what was asked of the generator
 * @param seed its randomness
 * @param out where the README's command writes
 */
record CommittedSample(String domain, Size size, long seed, String out) {
    private static final Path SAMPLES = Generated.ROOT.resolve("data-samples");
    private static final Pattern COMMAND = Pattern.compile(
            "bin/almanac generate --domain (\\S+) --users (\\d+) --items (\\d+) --events (\\d+) --seed (\\d+) --out (\\S+)");
    private static final Map<CommittedSample, Generated> MADE = new ConcurrentHashMap<>();

    static List<String> domains() throws IOException {
        try (var folders = Files.list(SAMPLES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    static CommittedSample of(String domain) {
        try {
            var command =
                    COMMAND.matcher(Files.readString(SAMPLES.resolve(domain).resolve("README.md")));
            if (!command.find()) {
                throw new AssertionError("data-samples/%s/README.md names no command that makes it".formatted(domain));
            }
            var size = new Size(
                    Integer.parseInt(command.group(2)),
                    Integer.parseInt(command.group(3)),
                    Integer.parseInt(command.group(4)));
            return new CommittedSample(command.group(1), size, Long.parseLong(command.group(5)), command.group(6));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The files that are committed, but for those written by hand. */
    Map<String, String> committed() {
        var files = new Generated(SAMPLES.resolve(domain)).texts();
        files.keySet().removeAll(Set.of("README.md", "sample.conf"));
        return files;
    }

    /** The same made again, with the truth; once for all tests. */
    Generated madeAgain() {
        return MADE.computeIfAbsent(this, sample -> {
            var folder = temporary();
            return Generated.into(folder, Generated.ROOT.resolve("conf"), domain, size, seed);
        });
    }

    private static Path temporary() {
        try {
            var folder = Files.createTempDirectory("sample");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(folder.toFile())));
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
