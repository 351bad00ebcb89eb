package dev.almanac.jobs.recommend.blend;

import dev.almanac.jobs.recommend.model.CandidateScores;
import java.util.List;
import org.apache.spark.sql.Row;

/** The weighted sum of standardised scores; a candidate that no personal part can score has none. */
final class BlendedScores implements CandidateScores {
    private static final long serialVersionUID = 1L;

    private final List<CandidateScores> parts;
    private final double[] weights;
    private final double[] common;

    /**
     * @param parts the personal ones; the user's state is a struct with a state, or null, for each
     * @param weights of those parts
     * @param common what the other parts add for everyone
     */
    BlendedScores(List<CandidateScores> parts, double[] weights, double[] common) {
        this.parts = parts;
        this.weights = weights;
        this.common = common;
    }

    @Override
    public void fill(Row user, int state, double[] scores) {
        var states = user.getStruct(state);
        var known = new boolean[scores.length];
        var part = new double[scores.length];
        System.arraycopy(common, 0, scores, 0, scores.length);
        for (int i = 0; i < parts.size(); i++) {
            if (!states.isNullAt(i)) {
                parts.get(i).fill(states, i, part);
                Standardised.add(part, parts.get(i).withoutScore(), weights[i], scores, known);
            }
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] = known[i] ? scores[i] : Double.NaN;
        }
    }
}
