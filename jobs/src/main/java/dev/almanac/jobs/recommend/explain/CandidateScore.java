package dev.almanac.jobs.recommend.explain;

import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.blend.Standardised;
import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.model.Model;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/** The score of one candidate among those of all, for one user by one model. */
final class CandidateScore {
    private final int candidate;
    private final double[] said;
    private final double[] boosted;
    private final Arrangement arrangement;

    /** @param said the model's scores, by candidate */
    CandidateScore(int candidate, double[] said, Arrangement arrangement) {
        this.candidate = candidate;
        this.said = said;
        this.boosted = said.clone();
        this.arrangement = arrangement;
        arrangement.boost(boosted);
    }

    /** Whether the model can tell. */
    boolean isPresent() {
        return !Double.isNaN(value());
    }

    /** What it is listed by. */
    double value() {
        return boosted[candidate];
    }

    /** How many of those left come before it: among equals the lower number, as in lists. */
    int better(BitSet left) {
        return (int) left.stream()
                .filter(other -> boosted[other] > value() || (boosted[other] == value() && other < candidate))
                .count();
    }

    /** Takes those with a score, and says how many they were. */
    int takeScored(BitSet left) {
        int before = left.cardinality();
        left.stream().filter(other -> !Double.isNaN(boosted[other])).forEach(left::clear);
        return before - left.cardinality();
    }

    /**
     * What the score is made of.
     *
     * @param read the parts of a blend, in their order
     */
    List<PartScore> parts(Model model, List<OneUser> read) {
        var made = new ArrayList<PartScore>();
        if (model.recipe() instanceof Blend blend) {
            for (int i = 0; i < read.size(); i++) {
                made.add(part(blend.ingredients().get(i), read.get(i)));
            }
        }
        var rules = String.join(", ", arrangement.boostsOf(candidate));
        if (!rules.isEmpty()) {
            if (made.isEmpty()) {
                var algorithm = model.recipe().algorithm();
                made.add(new PartScore(algorithm, algorithm, some(said), OptionalDouble.empty(), 1, said[candidate]));
            }
            double adds = value() - said[candidate];
            made.add(new PartScore(rules, "boost", OptionalDouble.empty(), OptionalDouble.empty(), 1, adds));
        }
        return made;
    }

    private PartScore part(Blend.Ingredient part, OneUser read) {
        var algorithm = part.recipe().algorithm();
        if (read.scores().isEmpty()) {
            var nothing = OptionalDouble.empty();
            return new PartScore(part.name(), algorithm, nothing, nothing, part.weight(), 0);
        }
        var scores = read.scores().get();
        double standardised = Standardised.of(scores, read.withoutScore())[candidate];
        return new PartScore(
                part.name(),
                algorithm,
                some(scores),
                OptionalDouble.of(standardised),
                part.weight(),
                part.weight() * standardised);
    }

    private OptionalDouble some(double[] scores) {
        return Double.isNaN(scores[candidate]) ? OptionalDouble.empty() : OptionalDouble.of(scores[candidate]);
    }
}
