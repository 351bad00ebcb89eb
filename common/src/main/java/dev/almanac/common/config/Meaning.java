package dev.almanac.common.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a settings component means, for {@code docs/reference/settings.md}. Needed only where no key of {@code
 * conf/almanac.conf} can carry a comment: in records that stand under names the user chooses, or that only a domain's
 * file has.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Meaning {
    String value();
}
