package dev.almanac.jobs.cli.session;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Almanac lies on this machine.
 *
 * @param home the folder with {@code conf/}, {@code data-samples/} and {@code docs/}
 */
public record Installation(Path home) {
    private static final String MARK = "conf/almanac.conf";

    /**
     * The folder that {@code bin/almanac} names, that the environment variable {@code ALMANAC_HOME} names, that the
     * running jar lies in, or else the working directory.
     */
    public static Installation find() {
        var named = Stream.of(System.getProperty("almanac.home"), System.getenv("ALMANAC_HOME"))
                .filter(path -> path != null && !path.isBlank())
                .map(Path::of);
        var home = Stream.concat(named, ownJar().flatMap(Installation::around).stream())
                .findFirst()
                .orElse(Path.of(""));
        return new Installation(home);
    }

    public Path conf() {
        return home.resolve("conf");
    }

    /** Where sample data lies, a folder for each domain. */
    public Path samples() {
        return home.resolve("data-samples");
    }

    public Path reference() {
        return home.resolve("docs").resolve("reference");
    }

    private static Optional<Path> around(Path start) {
        return Stream.iterate(start, path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve(MARK)))
                .findFirst();
    }

    private static Optional<Path> ownJar() {
        try {
            var source = Installation.class.getProtectionDomain().getCodeSource();
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()).toAbsolutePath());
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            return Optional.empty();
        }
    }
}
