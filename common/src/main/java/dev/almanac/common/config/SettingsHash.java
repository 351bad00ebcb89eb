package dev.almanac.common.config;

import com.typesafe.config.ConfigUtil;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A fingerprint of a section as it is in force: the same for other orders of keys, comments and files, another when a
 * value is another. Secrets have no part in it, so that changing a password does not look like changing a job.
 */
final class SettingsHash {
    private SettingsHash() {}

    /** SHA-256 in hexadecimal of the section's settings, without the given keys of the section itself. */
    static String of(ConfigNode section, Set<String> without) {
        return DigestUtils.sha256Hex(canonical(section, without));
    }

    /** One line for each setting, {@code path=value}, in the order of the keys. */
    static String canonical(ConfigNode section, Set<String> without) {
        var lines = new StringBuilder();
        for (var key : section.keys()) {
            if (!without.contains(key)) {
                append(lines, key, section.child(key));
            }
        }
        return lines.toString();
    }

    private static void append(StringBuilder lines, String path, ConfigNode node) {
        if (Secrets.isSecret(node)) {
            return;
        }
        switch (node.kind()) {
            case ABSENT -> {}
            case SCALAR, UNRESOLVED -> line(lines, path, ConfigUtil.quoteString(node.text()));
            case LIST, SECTION -> {
                line(lines, path, node.kind() == ConfigNode.Kind.LIST ? "[]" : "{}");
                for (var child : node.children()) {
                    var name = child.path().get(child.path().size() - 1);
                    append(lines, path + "." + ConfigUtil.quoteString(name), child);
                }
            }
        }
    }

    private static void line(StringBuilder lines, String path, String value) {
        lines.append(path).append('=').append(value).append('\n');
    }
}
