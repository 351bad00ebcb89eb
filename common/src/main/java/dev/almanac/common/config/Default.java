package dev.almanac.common.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a settings component where the configuration has none, as a HOCON literal. For records that stand under
 * names the user chooses (a source, a recommender); settings at fixed keys have their defaults in {@code
 * conf/almanac.conf}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    String value();
}
