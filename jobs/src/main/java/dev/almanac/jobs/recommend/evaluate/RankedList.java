package dev.almanac.jobs.recommend.evaluate;

import java.util.Arrays;

/** One user's list as measures look at it. Places count from 0, items are numbers of candidates. */
public final class RankedList {
    private final ItemKnowledge knowledge;
    private final int[] ranked;
    private final boolean[] hits;
    private final int[] popular;
    private final int relevant;

    /**
     * @param knowledge of the candidates
     * @param ranked by place: the item
     * @param hits by place: whether the item is relevant
     * @param popular by place: where the item stands in the popularity order of what the user has not seen, from 0
     * @param relevant how many items are relevant to the user, listed or not
     */
    RankedList(ItemKnowledge knowledge, int[] ranked, boolean[] hits, int[] popular, int relevant) {
        this.knowledge = knowledge;
        this.ranked = ranked;
        this.hits = hits;
        this.popular = popular;
        this.relevant = relevant;
    }

    /** How many of the first k places are filled. */
    int size(int k) {
        return Math.min(k, ranked.length);
    }

    int item(int place) {
        return ranked[place];
    }

    boolean isHit(int place) {
        return hits[place];
    }

    /** Whether the first k by popularity, of what the user has not seen, hold the item at a place too. */
    boolean isObvious(int place, int k) {
        return popular[place] < k;
    }

    /** By place, k of them: whether there is an item and it is relevant. */
    boolean[] hits(int k) {
        return Arrays.copyOf(hits, k);
    }

    /** How many items are relevant to the user, listed or not. */
    int relevant() {
        return relevant;
    }

    /** What is known of the items. */
    ItemKnowledge items() {
        return knowledge;
    }
}
