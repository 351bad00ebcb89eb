package dev.almanac.jobs.recommend.evaluate;

import java.util.List;

/** Every measure of one list at every cut-off, in one fixed order. */
final class UserFigures {
    private static final List<Measure> MEASURES = Measure.all();

    private UserFigures() {}

    /** How many figures there are. */
    static int count(Exam.Scale scale) {
        return MEASURES.size() * scale.cutoffs().size();
    }

    static double[] of(RankedList list, Exam.Scale scale) {
        var figures = new double[count(scale)];
        int next = 0;
        for (int k : scale.cutoffs()) {
            for (var measure : MEASURES) {
                figures[next++] = measure.of(list, k);
            }
        }
        return figures;
    }

    /**
     * Where a measure stands.
     *
     * @throws IllegalArgumentException when it was not taken at this cut-off
     */
    static int place(Measure measure, int k, Exam.Scale scale) {
        return scale.place(k) * MEASURES.size() + MEASURES.indexOf(measure);
    }
}
