package dev.almanac.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every domain's committed sample. */
class CommittedSamplesTest {

    static List<String> domains() throws IOException {
        return CommittedSample.domains();
    }

    /** Protects the files from drifting away from the generator, its configuration and what the README says of them. */
    @ParameterizedTest
    @MethodSource("domains")
    void theReadmesCommandMakesTheCommittedFiles(String domain) {
        var sample = CommittedSample.of(domain);
        assertThat(sample.domain()).isEqualTo(domain);
        assertThat(sample.out()).isEqualTo("data-samples/" + domain);
        assertThat(sample.size().users()).isBetween(200L, 1_000L);
        assertThat(sample.size().events()).isBetween(5_000L, 20_000L);

        var made = sample.madeAgain().texts();
        made.keySet().removeIf(file -> file.startsWith("_truth/"));
        var committed = sample.committed();
        assertThat(committed.keySet()).isEqualTo(made.keySet());
        made.forEach((file, text) -> assertThat(committed.get(file)).as(file).isEqualTo(text));
    }
}
