package dev.almanac.jobs.recommend.lists;

import dev.almanac.jobs.recommend.model.Candidates;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tags of each candidate as ascending numbers, so that two sets can be compared in one walk. */
public final class ItemTags implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int[] NONE = {};

    private final int[][] byCandidate;

    private ItemTags(int[][] byCandidate) {
        this.byCandidate = byCandidate;
    }

    /** How many candidates there are. */
    public int size() {
        return byCandidate.length;
    }

    /**
     * The Jaccard similarity of the tags of two candidates: those that both have, divided by those that one has. 1 when
     * neither has any.
     */
    public double similarity(int one, int other) {
        var mine = of(one);
        var its = of(other);
        int common = 0;
        for (int i = 0, j = 0; i < mine.length && j < its.length; ) {
            int order = Integer.compare(mine[i], its[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int either = mine.length + its.length - common;
        return either == 0 ? 1 : (double) common / either;
    }

    private int[] of(int candidate) {
        return byCandidate[candidate] == null ? NONE : byCandidate[candidate];
    }

    /** Collects tags, in any order of the candidates. */
    public static final class Builder {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final int[][] byCandidate;

        /** For these candidates; one that is not put has no tags. */
        public Builder(Candidates candidates) {
            byCandidate = new int[candidates.size()][];
        }

        /** The tags of a candidate; a repeated one counts once. */
        public void put(int candidate, List<String> names) {
            byCandidate[candidate] = names.stream()
                    .mapToInt(name -> numbers.computeIfAbsent(name, each -> numbers.size()))
                    .sorted()
                    .distinct()
                    .toArray();
        }

        /** All that were put. */
        public ItemTags build() {
            return new ItemTags(byCandidate);
        }
    }
}
