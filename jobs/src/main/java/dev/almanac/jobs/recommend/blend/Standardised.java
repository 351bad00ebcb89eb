package dev.almanac.jobs.recommend.blend;

/** Scores brought to mean 0 and standard deviation 1, so that those of different models can be added. */
final class Standardised {
    private Standardised() {}

    /**
     * Adds the standardised scores times a weight to sums, and marks where there was a score. Scores that are all alike say
     * nothing and add nothing.
     *
     * @param scores NaN where there is none
     * @param known set where there is a score, left alone elsewhere
     */
    static void add(double[] scores, double weight, double[] sums, boolean[] known) {
        double sum = 0;
        int count = 0;
        for (double score : scores) {
            if (!Double.isNaN(score)) {
                sum += score;
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
            if (!Double.isNaN(scores[i])) {
                sums[i] += deviation > 0 ? weight * (scores[i] - mean) / deviation : 0;
                known[i] = true;
            }
        }
    }
}
