package dev.almanac.common.config;

import java.time.ZoneId;

/**
 * Which domain the configuration is for.
 *
 * @param name names its file and its folder in the warehouse
 * @param zone where its days and weeks begin
 */
public record DomainSettings(
        @Meaning("Name of the domain: that of its file, and of its folder in the warehouse.")
        String name,

        @Meaning("The domain's name as people read it.") String title,

        @Meaning("Time zone in which the domain's days and weeks begin.")
        ZoneId zone) {
    public DomainSettings {
        Require.that(
                name.matches("[a-z0-9][a-z0-9_-]*"), "name", name, "must be lower case letters, digits, '-' and '_'");
        Require.notBlank("title", title);
    }
}
