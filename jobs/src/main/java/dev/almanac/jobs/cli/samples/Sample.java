package dev.almanac.jobs.cli.samples;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.Require;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The sample data of a domain, {@code data-samples/<domain>} with a {@code sample.conf}.
 *
 * @param domain the domain
 * @param range which times it covers
 */
record Sample(String domain, Range range) {
    private static final String FILE = "sample.conf";

    /**
     * ISO times in the domain's zone.
     *
     * @param from where the history starts
     * @param to the end of its last hour, day and week
     */
    record Range(String from, String to) {
        Range {
            Require.notBlank("from", from);
            Require.notBlank("to", to);
        }
    }

    /**
     * The samples of an installation, by name.
     *
     * @throws AlmanacException of kind CONFIG when there are none, or one's file is wrong
     */
    static List<Sample> in(Path folder) {
        try (var domains = Files.list(folder)) {
            var samples = domains.filter(domain -> Files.exists(domain.resolve(FILE)))
                    .sorted()
                    .map(Sample::of)
                    .toList();
            if (samples.isEmpty()) {
                throw none(folder, "no folder in it has a " + FILE);
            }
            return samples;
        } catch (IOException e) {
            throw none(folder, e.toString());
        }
    }

    private static Sample of(Path domain) {
        var file = ConfigLoader.file(domain.resolve(FILE));
        return new Sample(domain.getFileName().toString(), ConfigBinder.bindOrThrow(file.root(), Range.class));
    }

    private static AlmanacException none(Path folder, String why) {
        return AlmanacException.cannot(
                Failure.CONFIG,
                "find sample data in " + folder,
                why,
                "Run this from a checkout, or name one in ALMANAC_HOME");
    }
}
