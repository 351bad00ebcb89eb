package dev.almanac.common.job;

/** The typed ports through which an {@link Action} acts; each is asked for by its interface. */
@FunctionalInterface
public interface Effects {
    <P> P port(Class<P> type);
}
