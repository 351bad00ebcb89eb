package dev.almanac.common.job;

/** The typed ports through which an {@link Action} acts; each is asked for by its interface. */
public interface Effects {
    <P> P port(Class<P> type);

    /** One port. */
    static <T> Effects of(Class<T> type, T port) {
        return new Effects() {
            @Override
            public <P> P port(Class<P> wanted) {
                return wanted.equals(type) ? wanted.cast(port) : NONE.port(wanted);
            }
        };
    }

    /** No port at all, for where only jobs run. */
    Effects NONE = new Effects() {
        @Override
        public <P> P port(Class<P> type) {
            throw new IllegalArgumentException("There is no port " + type.getSimpleName() + ".");
        }
    };
}
