package dev.almanac.jobs.recommend.explain;

import java.util.OptionalDouble;

/**
 * What one part of a score is made of. What the parts add is the score.
 *
 * @param part the name of a recipe in a blend, or of a rule
 * @param algorithm the recipe's; {@code boost} of a rule
 * @param score what the part itself says; none where it cannot tell
 * @param standardised the same in standard deviations from the mean over the candidates
 * @param weight how much that counts
 * @param adds to the score
 */
public record PartScore(
        String part, String algorithm, OptionalDouble score, OptionalDouble standardised, double weight, double adds) {}
