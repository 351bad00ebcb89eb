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

    boolean limits() {
        return !quotas.isEmpty();
    }

    /** How many candidates have to be at hand to fill a list. */
    int pool(int places) {
        return limits() || variety.diversity() > 0 ? 4 * places : places;
    }
}
