package dev.almanac.jobs.recommend.lists;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/**
 * What decides about lists besides scores.
 *
 * @param pins candidates that come first, whatever their score
 * @param boosts what is added to candidates' scores
 * @param quotas how many places candidates of a kind may take
 * @param variety how lists are made varied
 */
public record Arrangement(List<Pin> pins, List<Boost> boosts, List<Quota> quotas, MarginalRelevance variety)
        implements Serializable {

    /** Scores alone decide. */
    public static final Arrangement BY_SCORE =
            new Arrangement(List.of(), List.of(), List.of(), new MarginalRelevance(0, null));

    /**
     * @param rule its name
     * @param candidates in the order in which they come
     * @param places how many of them a list takes
     */
    public record Pin(String rule, List<Integer> candidates, int places) implements Serializable {}

    /**
     * @param rule its name
     * @param candidates those the rule is about, by number
     * @param deviations how many standard deviations of the user's scores are added; may be negative
     */
    public record Boost(String rule, BitSet candidates, double deviations) implements Serializable {}

    /**
     * @param rule its name
     * @param kinds by candidate, its kind; -1 for those the rule is not about
     * @param places how many places of a list each kind may take
     */
    public record Quota(String rule, List<Integer> kinds, int places) implements Serializable {}

    /** Adds to the scores what rules say, in standard deviations of these scores; NaN is no score. */
    public void boost(double[] scores) {
        if (boosts.isEmpty()) {
            return;
        }
        double deviation = deviation(scores);
        for (var boost : boosts) {
            var about = boost.candidates();
            for (int i = about.nextSetBit(0); i >= 0; i = about.nextSetBit(i + 1)) {
                scores[i] += boost.deviations() * deviation;
            }
        }
    }

    /** The rules that boost a candidate. */
    public List<String> boostsOf(int candidate) {
        return boosts.stream()
                .filter(boost -> boost.candidates().get(candidate))
                .map(Boost::rule)
                .toList();
    }

    boolean limits() {
        return !quotas.isEmpty();
    }

    /** How many candidates have to be at hand to fill a list. */
    int pool(int places) {
        return limits() || variety.diversity() > 0 ? 4 * places : places;
    }

    private static double deviation(double[] scores) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (double score : scores) {
            if (!Double.isNaN(score)) {
                sum += score;
                count++;
            }
        }
        double mean = sum / count;
        for (double score : scores) {
            squares += Double.isNaN(score) ? 0 : (score - mean) * (score - mean);
        }
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }
}
