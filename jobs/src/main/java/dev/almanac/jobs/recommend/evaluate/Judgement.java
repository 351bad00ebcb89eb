package dev.almanac.jobs.recommend.evaluate;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a model did in an exam: the figures of all users and of every segment, and what its lists make of the catalogue.
 * Every method that takes a cut-off k throws {@link IllegalArgumentException} when it is none of the exam's.
 */
public final class Judgement {
    /** The segment that every user is in without being told so. */
    public static final String ALL = "all";

    private final SortedMap<String, Figures> segments = new TreeMap<>();
    private final Exposure exposure;

    Judgement(Exam.Scale scale, Map<String, Resamples> segments, Exposure exposure) {
        segments.forEach((segment, resamples) -> this.segments.put(segment, new Figures(scale, resamples)));
        this.exposure = exposure;
    }

    /** How many users were judged. */
    public long users() {
        return all().users();
    }

    /** The mean of a measure over all users, 0 when there are none. */
    public Interval of(Measure measure, int k) {
        return all().of(measure, k);
    }

    /**
     * How much higher the mean of a measure is than another model's, by a paired bootstrap over all users.
     *
     * @throws IllegalArgumentException also when the other was judged on other users
     */
    public Interval over(Judgement other, Measure measure, int k) {
        return all().over(other.all(), measure, k);
    }

    /** The segments that the audience named, by name: {@link #ALL} is not among them. */
    public Set<String> segments() {
        var named = new TreeSet<>(segments.keySet());
        named.remove(ALL);
        return named;
    }

    /** The figures of the users of a segment, if it has any; {@link #ALL} is one too. */
    public Optional<Figures> in(String segment) {
        return Optional.ofNullable(segments.get(segment));
    }

    /** What the segments' names say before the colon, by name. */
    public Set<String> attributes() {
        var attributes = new TreeSet<String>();
        for (var segment : segments.keySet()) {
            int colon = segment.indexOf(':');
            if (colon >= 0) {
                attributes.add(segment.substring(0, colon));
            }
        }
        return attributes;
    }

    /** The share of the candidates that some user got among the first k places. */
    public double coverage(int k) {
        return exposure.coverage(k);
    }

    /** The coverage that the judged lists would have if they had no item in common, 1 at most. */
    public double highestCoverage(int k) {
        return exposure.highestCoverage(users(), k);
    }

    /** Gini's coefficient of how often each candidate stands among the first k places: 0 when all do equally often. */
    public double gini(int k) {
        return exposure.gini(k);
    }

    /**
     * The fairness gap of an attribute: the largest less the smallest NDCG among its groups. Ekstrand et al., "All the
     * cool kids, how do they fit in?", FAT* 2018, compare groups of users by their NDCG.
     *
     * @param attribute what the names of its segments say before the colon
     * @param minUsers smaller groups are left out: their mean is mostly chance
     * @return nothing when fewer than two groups are large enough
     */
    public Optional<Gap> gap(String attribute, int k, long minUsers) {
        var groups = new TreeMap<String, Double>();
        segments.forEach((segment, figures) -> {
            if (segment.startsWith(attribute + ":") && figures.users() >= minUsers) {
                groups.put(segment, figures.of(Metric.NDCG, k).value());
            }
        });
        if (groups.size() < 2) {
            return Optional.empty();
        }
        Comparator<Map.Entry<String, Double>> worstFirst = Map.Entry.comparingByValue();
        var best = Collections.max(groups.entrySet(), worstFirst);
        var worst = Collections.min(groups.entrySet(), worstFirst);
        return Optional.of(new Gap(best.getValue() - worst.getValue(), best.getKey(), worst.getKey()));
    }

    private Figures all() {
        return segments.get(ALL);
    }
}
