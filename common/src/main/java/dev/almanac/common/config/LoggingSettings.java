package dev.almanac.common.config;

/**
 * Where logs go.
 *
 * @param directory a local folder for the JSON log files
 * @param level the least severe level that is written to them
 */
public record LoggingSettings(String directory, Level level) {
    /** Severities, most severe first. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    public LoggingSettings {
        Require.notBlank("directory", directory);
    }
}
