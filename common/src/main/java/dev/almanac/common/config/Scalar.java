package dev.almanac.common.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A type whose values are one word or phrase in a file.
 *
 * @param label the type's name in the settings dictionary
 * @param allowed what a value must be, for problems
 * @param words the values there are, for the nearest to be named; empty where they are not words
 * @param standIn some value, for one that could not be read
 * @param parse the value of a text; throws {@link IllegalArgumentException} (or {@link DateTimeException}) for any other
 */
record Scalar(
        String label,
        String allowed,
        Supplier<Collection<String>> words,
        Object standIn,
        Function<String, Object> parse) {
    private static final Pattern DURATION = Pattern.compile("[0-9]+(\\.[0-9]+)?\\s*[A-Za-z]+");
    private static final List<String> YES = List.of("true", "yes", "on");
    private static final List<String> NO = List.of("false", "no", "off");

    private static final Scalar TEXT = new Scalar("text", "text", List::of, "", text -> text);
    private static final Scalar FLAG = new Scalar("true or false", "true or false", List::of, false, Scalar::flag);
    private static final Scalar INT = new Scalar(
            "whole number",
            "a whole number below 2147483648",
            List::of,
            0,
            text -> whole(text).intValueExact());
    private static final Scalar LONG = new Scalar(
            "whole number",
            "a whole number below 9223372036854775808",
            List::of,
            0L,
            text -> whole(text).longValueExact());
    private static final Scalar DOUBLE = new Scalar("number", "a number", List::of, 0.0, Scalar::number);
    private static final Scalar DURATION_SCALAR = new Scalar(
            "duration",
            "a duration with its unit, such as '14 days' or '30 seconds'",
            List::of,
            Duration.ZERO,
            Scalar::duration);
    private static final Scalar ZONE = new Scalar(
            "time zone",
            "a time zone, such as Europe/Berlin",
            ZoneId::getAvailableZoneIds,
            ZoneOffset.UTC,
            text -> ZoneId.of(text.strip()));

    private static final Map<Class<?>, Scalar> TYPES = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(boolean.class, FLAG),
            Map.entry(Boolean.class, FLAG),
            Map.entry(int.class, INT),
            Map.entry(Integer.class, INT),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(Duration.class, DURATION_SCALAR),
            Map.entry(ZoneId.class, ZONE));

    /** How values of the type are written; empty for types that are not scalars. */
    static Optional<Scalar> of(Class<?> type) {
        return type.isEnum() ? Optional.of(choice(type)) : Optional.ofNullable(TYPES.get(type));
    }

    /** The words for an enum's constants, in order. */
    static List<String> choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static Scalar choice(Class<?> type) {
        var words = choices(type);
        var list = String.join(", ", words);
        return new Scalar("one of " + list, "one of " + list, () -> words, type.getEnumConstants()[0], text -> {
            var index = words.indexOf(text.strip());
            require(index >= 0);
            return type.getEnumConstants()[index];
        });
    }

    private static Object flag(String text) {
        var word = text.strip();
        require(YES.contains(word) || NO.contains(word));
        return YES.contains(word);
    }

    private static BigDecimal whole(String text) {
        try {
            var number = new BigDecimal(text.strip());
            // An exponent in the millions would be spelt out digit by digit by intValueExact.
            require(Math.abs((long) number.scale()) < 100);
            return new BigDecimal(number.toBigIntegerExact());
        } catch (ArithmeticException fraction) {
            throw new IllegalArgumentException(fraction);
        }
    }

    private static Object number(String text) {
        var number = new BigDecimal(text.strip()).doubleValue(); // parseDouble takes 0x1p3 and 5f
        require(Double.isFinite(number));
        return number;
    }

    private static Object duration(String text) {
        require(DURATION.matcher(text.strip()).matches());
        try {
            return ConfigValueFactory.fromAnyRef(text).atKey("value").getDuration("value");
        } catch (ConfigException unknownUnit) {
            throw new IllegalArgumentException(unknownUnit);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }

    /** The value of a text, or the problem with it. */
    Optional<Object> read(ConfigNode node, ConfigProblems problems) {
        try {
            return Optional.of(parse.apply(node.text()));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException wrong) {
            problems.add(
                    node,
                    "must be %s, but is '%s'%s"
                            .formatted(allowed, node.text(), Nearest.hint(node.text(), words.get())));
            return Optional.empty();
        }
    }
}
