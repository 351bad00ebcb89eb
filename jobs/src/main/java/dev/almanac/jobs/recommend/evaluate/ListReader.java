package dev.almanac.jobs.recommend.evaluate;

import dev.almanac.jobs.recommend.model.Candidates;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes lists of item ids ready to be measured.
 *
 * @param candidates what may be listed
 * @param knowledge of these candidates
 * @param longest no place from here on, counted from 0, is looked at
 */
record ListReader(Candidates candidates, ItemKnowledge knowledge, int longest) {

    /**
     * @param ranked items, best first; no item twice
     * @param relevant to the user
     * @param seen by the user, so that they could not be listed
     * @throws IllegalArgumentException when an item is listed that is no candidate
     */
    RankedList read(List<String> ranked, Set<String> relevant, Collection<String> seen) {
        int length = Math.min(longest, ranked.size());
        var popularity = popularity(new HashSet<>(seen));
        var items = new int[length];
        var hits = new boolean[length];
        var popular = new int[length];
        for (int place = 0; place < length; place++) {
            items[place] = candidates.number(ranked.get(place));
            if (items[place] < 0) {
                throw new IllegalArgumentException("A list to be judged has an item that is no candidate.");
            }
            hits[place] = relevant.contains(ranked.get(place));
            popular[place] = popularity.getOrDefault(items[place], Integer.MAX_VALUE);
        }
        return new RankedList(knowledge, items, hits, popular, relevant.size());
    }

    /** The first places of the popularity order of what was not seen: by candidate its place, from 0. */
    private Map<Integer, Integer> popularity(Set<String> seen) {
        var order = knowledge.popularity();
        var places = new HashMap<Integer, Integer>();
        for (int i = 0; i < order.size() && places.size() < longest; i++) {
            if (!seen.contains(candidates.id(order.at(i)))) {
                places.put(order.at(i), places.size());
            }
        }
        return places;
    }
}
