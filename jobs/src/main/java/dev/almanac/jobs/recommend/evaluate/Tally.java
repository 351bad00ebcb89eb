package dev.almanac.jobs.recommend.evaluate;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What is summed over all lists: the figures of every segment of users, and how often each candidate is listed. */
final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Exam.Scale scale;
    private final Map<String, Resamples> segments = new HashMap<>();
    private final Exposure exposure;

    Tally(Exam.Scale scale, int candidates) {
        this.scale = scale;
        this.exposure = new Exposure(scale, candidates);
    }

    /**
     * Adds one user's list, in place.
     *
     * @param among the segments of the user but for {@link Judgement#ALL}
     */
    Tally add(long userHash, Set<String> among, RankedList list) {
        var user = Resamples.Draw.of(userHash, UserFigures.of(list, scale), scale.seed(), scale.resamples());
        in(Judgement.ALL).add(user);
        for (var segment : among) {
            if (!segment.equals(Judgement.ALL)) {
                in(segment).add(user);
            }
        }
        exposure.add(list);
        return this;
    }

    /** Adds other lists, in place. */
    Tally merge(Tally other) {
        other.segments.forEach((segment, figures) -> segments.merge(segment, figures, Resamples::merge));
        exposure.merge(other.exposure);
        return this;
    }

    Judgement judgement() {
        in(Judgement.ALL);
        return new Judgement(scale, segments, exposure);
    }

    private Resamples in(String segment) {
        return segments.computeIfAbsent(
                segment, each -> new Resamples(scale.seed(), scale.resamples(), UserFigures.count(scale)));
    }
}
