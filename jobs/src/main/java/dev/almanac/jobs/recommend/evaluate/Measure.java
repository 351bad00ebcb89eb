package dev.almanac.jobs.recommend.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A figure of one user's list; the figure of a model is the mean over users. Every measure is defined where its constant
 * is declared, and nowhere else: {@link Metric} has those that only look at what is relevant, {@link ListMeasure} those
 * that have to know the items.
 */
public sealed interface Measure permits Metric, ListMeasure {

    /** Every measure, in the order in which reports show them. */
    static List<Measure> all() {
        return Stream.<Measure>concat(Stream.of(Metric.values()), Stream.of(ListMeasure.values()))
                .toList();
    }

    /** The name in Java. */
    String name();

    /** The name in tables and documents, lower-kebab-case. */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The measure of one list.
     *
     * @param k how many places count, from 1
     */
    double of(RankedList list, int k);
}
