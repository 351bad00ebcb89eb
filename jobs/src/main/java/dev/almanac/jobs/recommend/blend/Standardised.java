package dev.almanac.jobs.recommend.blend;

/** Scores brought to mean 0 and standard deviation 1, so that those of different models can be added. */
public final class Standardised {
    private Standardised() {}

    /**
     * One part's scores standardised, 0 where there is none.
     *
     * @param scores NaN where there is none; left as they are
     * @param without what a candidate without a score is worth; NaN to leave it out
     */
    public static double[] of(double[] scores, double without) {
        var standardised = new double[scores.length];
        add(scores.clone(), without, 1, standardised, new boolean[scores.length]);
        return standardised;
    }

    /**
     * Adds the standardised scores times a weight to sums, and marks where there was a score. Scores that are all alike say
     * nothing and add nothing.
     *
     * @param scores NaN where there is none
     * @param without what a candidate without a score is worth; NaN to leave it out, as if it were the mean
     * @param known set where there is a score, left alone elsewhere
     */
    static void add(double[] scores, double without, double weight, double[] sums, boolean[] known) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                scores[i] = without;
            } else {
                known[i] = true;
            }
            if (!Double.isNaN(scores[i])) {
                sum += scores[i];
                count++;
            }
        }
        double mean = sum / count;
        double squares = 0;
        for (double score : scores) {
            squares += Double.isNaN(score) ? 0 : (score - mean) * (score - mean);
        }
        double deviation = Math.sqrt(squares / count);
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i]) && deviation > 0) {
                sums[i] += weight * (scores[i] - mean) / deviation;
            }
        }
    }
}
