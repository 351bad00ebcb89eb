package dev.almanac.jobs.recommend.evaluate;

/** The figures of a model's lists over a group of users. */
public final class Figures {
    private final Exam.Scale scale;
    private final Resamples resamples;

    Figures(Exam.Scale scale, Resamples resamples) {
        this.scale = scale;
        this.resamples = resamples;
    }

    /** How many users were judged. */
    public long users() {
        return resamples.users();
    }

    /**
     * The mean of a measure over the users, 0 when there are none.
     *
     * @throws IllegalArgumentException when k is none of the cut-offs
     */
    public Interval of(Measure measure, int k) {
        return resamples.of(UserFigures.place(measure, k, scale));
    }

    /**
     * How much higher the mean of a measure is than another model's, by a paired bootstrap.
     *
     * @throws IllegalArgumentException when k is none of the cut-offs, or the users are others
     */
    public Interval over(Figures other, Measure measure, int k) {
        return resamples.over(other.resamples, UserFigures.place(measure, k, scale));
    }
}
