package dev.almanac.common.config;

import dev.almanac.common.config.Require.Impossible;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What came of making a settings record.
 *
 * @param made the record; also one whose conditions do not all hold, so that what it stands in can be judged beside it
 * @param impossible every condition of its constructor that does not hold
 */
record Construction<T>(Optional<T> made, List<Impossible> impossible) {

    /**
     * Calls the record's constructor; all of its conditions are checked, not only up to the first that does not hold.
     *
     * @param whole whether every argument is right; else the constructor may stumble over one, which says nothing
     */
    static <T> Construction<T> of(Class<T> type, List<?> arguments, boolean whole) {
        try (var conditions = Require.noteAll()) {
            Optional<T> made = Optional.empty();
            try {
                made = Optional.of(constructor(type).newInstance(arguments.toArray()));
            } catch (InvocationTargetException thrown) {
                if (whole && thrown.getCause() instanceof IllegalArgumentException refused) {
                    conditions.note(refused);
                } else if (whole && conditions.noted().isEmpty()) {
                    throw new IllegalStateException("creating " + type, thrown.getCause());
                }
            } catch (ReflectiveOperationException inaccessible) {
                throw new IllegalStateException("creating " + type, inaccessible);
            }
            return new Construction<>(made, conditions.noted());
        }
    }

    private static <T> Constructor<T> constructor(Class<T> type) throws NoSuchMethodException {
        var types = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getType())
                .toArray(Class<?>[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }
}
