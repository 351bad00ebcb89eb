package dev.almanac.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.jobs.samples.GenerateRequest.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every domain's committed sample. */
class CommittedSamplesTest {
    private static final Path SAMPLES = Generated.ROOT.resolve("data-samples");
    private static final Pattern COMMAND = Pattern.compile(
            "bin/almanac generate --domain (\\S+) --users (\\d+) --items (\\d+) --events (\\d+) --seed (\\d+) --out (\\S+)");

    static Stream<String> domains() throws IOException {
        try (var folders = Files.list(SAMPLES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Protects the files from drifting away from the generator, its configuration and what the README says of them. */
    @ParameterizedTest
    @MethodSource("domains")
    void theReadmesCommandMakesTheCommittedFiles(String domain, @TempDir Path folder) throws IOException {
        var readme = COMMAND.matcher(Files.readString(SAMPLES.resolve(domain).resolve("README.md")));
        assertThat(readme.find()).as("the README names the command").isTrue();
        assertThat(readme.group(1)).isEqualTo(domain);
        assertThat(readme.group(6)).isEqualTo("data-samples/" + domain);
        var size = new Size(
                Integer.parseInt(readme.group(2)),
                Integer.parseInt(readme.group(3)),
                Integer.parseInt(readme.group(4)));
        assertThat(size.users()).isBetween(200L, 1_000L);
        assertThat(size.events()).isBetween(5_000L, 20_000L);

        var made = Generated.into(
                        folder, Generated.ROOT.resolve("conf"), domain, size, Long.parseLong(readme.group(5)))
                .texts();
        made.keySet().removeIf(file -> file.startsWith("_truth/"));
        Map<String, String> committed = new Generated(SAMPLES.resolve(domain)).texts();
        committed.keySet().removeAll(Set.of("README.md", "sample.conf"));
        assertThat(committed.keySet()).isEqualTo(made.keySet());
        made.forEach((file, text) -> assertThat(committed.get(file)).as(file).isEqualTo(text));
    }
}
