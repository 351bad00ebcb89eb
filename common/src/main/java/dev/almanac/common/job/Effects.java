package dev.almanac.common.job;

/** The typed ports through which an {@link Action} acts; each is asked for by its interface. */
public interface Effects {
    <P> P port(Class<P> type);

    /** No port at all, for where only jobs run. */
    Effects NONE = new Effects() {
        @Override
        public <P> P port(Class<P> type) {
            throw new IllegalArgumentException("There is no port " + type.getSimpleName() + ".");
        }
    };
}
