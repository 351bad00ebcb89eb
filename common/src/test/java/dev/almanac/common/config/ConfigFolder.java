package dev.almanac.common.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration directory that a test writes: complete settings in almanac.conf, one environment, one domain. */
record ConfigFolder(Path directory, Map<String, String> environment) {
    static final String SETTINGS = """
            warehouse { path = w, rollback-window = 14 days, lease = 5 minutes }
            spark { conf {} }
            logging { directory = logs, level = info }
            retries { attempts = 3, first-delay = 2s, max-delay = 1m }
            """;
    static final String DOMAIN = "domain { name = shop, title = Shop, zone = Europe/Berlin }\n";

    static ConfigFolder in(Path directory) {
        return new ConfigFolder(directory, Map.of())
                .with("almanac.conf", SETTINGS)
                .with("env/local.conf", "")
                .with("domains/shop.conf", DOMAIN);
    }

    ConfigFolder with(String file, String text) {
        try {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.writeString(directory.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigFolder withVariable(String name, String value) {
        return new ConfigFolder(directory, Map.of(name, value));
    }

    LayeredConfig load(String... assignments) {
        return loader().load("local", Optional.of("shop"), options(assignments));
    }

    ConfigLoader loader() {
        return new ConfigLoader(directory, environment);
    }

    static List<SetOption> options(String... assignments) {
        return Arrays.stream(assignments).map(SetOption::parse).toList();
    }

    /** A message with the directory's name taken out, so that a test can state it whole. */
    String shorten(String message) {
        return message.replace(directory + "/", "");
    }
}
