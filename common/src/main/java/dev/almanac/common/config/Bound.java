package dev.almanac.common.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a position was bound to.
 *
 * @param value where something in it is wrong, it has stand-ins there, with which what lies around it can be judged;
 *     empty where even that is impossible
 * @param whole whether nothing in it is wrong
 */
record Bound(Optional<Object> value, boolean whole) {

    static Bound right(Object value) {
        return new Bound(Optional.of(value), true);
    }

    /** For a value that is missing or cannot be read; its problem has been noted. */
    static Bound standIn(Type type) {
        return new Bound(standInFor(type), false);
    }

    static boolean allWhole(Collection<Bound> all) {
        return all.stream().allMatch(Bound::whole);
    }

    /** The values; empty when one has not even a stand-in. */
    static Optional<List<Object>> values(Collection<Bound> all) {
        var values = all.stream().flatMap(bound -> bound.value().stream()).toList();
        return values.size() == all.size() ? Optional.of(values) : Optional.empty();
    }

    private static Optional<Object> standInFor(Type type) {
        var plain = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (plain.isRecord()) {
            var components = Arrays.stream(plain.getRecordComponents())
                    .map(component -> standIn(component.getGenericType()))
                    .toList();
            return values(components)
                    .flatMap(arguments ->
                            Construction.of(plain, arguments, false).made());
        }
        var containers =
                Map.<Class<?>, Object>of(List.class, List.of(), Map.class, Map.of(), Optional.class, Optional.empty());
        return Optional.ofNullable(containers.get(plain))
                .or(() -> Scalar.of(plain).map(Scalar::standIn));
    }
}
