package dev.almanac.common.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A settings record that may also be written as one plain value, which then is the value of the named key: with {@code
 * @Shorthand("from")}, {@code x = name} is {@code x { from = name }}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Shorthand {
    String value();
}
