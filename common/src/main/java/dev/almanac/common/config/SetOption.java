package dev.almanac.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;

/**
 * A setting given on the command line, stronger than every file.
 *
 * @param key the full key, names with dots in quotes
 * @param value a list, section or quoted string is HOCON, {@code null} takes a setting away, anything else is taken
 *     literally, so paths and URLs need no quotes
 * @param option what problems name as its place, such as {@code --set retries.attempts}
 */
public record SetOption(String key, String value, String option) {

    /**
     * Reads {@code key=value}.
     *
     * @throws AlmanacException of kind CONFIG when it has another form
     */
    public static SetOption parse(String assignment) {
        var equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "understand --set " + assignment,
                    "it is not of the form key=value",
                    "Write for example --set retries.attempts=1");
        }
        var key = assignment.substring(0, equals).trim();
        return new SetOption(key, assignment.substring(equals + 1).trim(), "--set " + key);
    }

    /** @throws ConfigException when the key or a HOCON value is malformed */
    Config layer() {
        // Quoting each name again keeps the library from reading more into the key than its path.
        var path = ConfigUtil.joinPath(ConfigUtil.splitPath(key));
        if (value.equals("null")) {
            return ConfigValueFactory.fromAnyRef(null, option).atPath(path);
        }
        if (value.matches("(?s)[\\[{\"].*")) {
            var options = ConfigParseOptions.defaults().setOriginDescription(option);
            return ConfigFactory.parseString("value = " + value, options)
                    .getValue("value")
                    .atPath(path);
        }
        return ConfigValueFactory.fromAnyRef(value, option).atPath(path);
    }
}
