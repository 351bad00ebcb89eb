package dev.almanac.common.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which settings are secret: those whose key says so ({@code password}, {@code secret}, {@code token}, {@code
 * credential}, {@code passphrase}, or an access, api, private or routing key), all that stands below such a key, and
 * every value that came from an environment variable, also as a part. Their values are masked in problems and left out
 * of settings hashes.
 */
public final class Secrets {
    /** What is shown in place of a secret. */
    public static final String MASK = "***";

    static final String ENVIRONMENT = "environment variable ";
    private static final Pattern NAMES = Pattern.compile(
            "(?:^|[-_.])(?:passwords?|passphrase|secrets?|tokens?|credentials?|(?:access|api|private|routing)[-_.]?key)(?:$|[-_.])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CAMEL = Pattern.compile("([a-z0-9])([A-Z])");

    private Secrets() {}

    /** Whether a key with this name holds a secret; understands kebab, snake, dotted and camel case. */
    public static boolean isSecretName(String key) {
        return NAMES.matcher(CAMEL.matcher(key).replaceAll("$1-$2")).find();
    }

    static boolean isFromEnvironment(ConfigOrigin origin) {
        return origin.description().contains(ENVIRONMENT);
    }

    static boolean isSecret(ConfigNode node) {
        return node.path().stream().anyMatch(Secrets::isSecretName)
                || node.value().map(value -> isFromEnvironment(value.origin())).orElse(false);
    }

    /** The text with the value of every secret at or below the node masked. */
    static String mask(String text, ConfigNode node) {
        var masked = text;
        for (var secret : valuesIn(node)) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    private static List<String> valuesIn(ConfigNode node) {
        var found = new ArrayList<String>();
        if (node.kind() == ConfigNode.Kind.SCALAR
                && isSecret(node)
                && !node.text().isEmpty()) {
            found.add(node.text());
        }
        node.children().forEach(child -> found.addAll(valuesIn(child)));
        return found;
    }
}
