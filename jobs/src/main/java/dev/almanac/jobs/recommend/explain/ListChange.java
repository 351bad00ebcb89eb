package dev.almanac.jobs.recommend.explain;

import java.util.List;
import java.util.Optional;

/**
 * A user's list and what it was before.
 *
 * @param now the list
 * @param before the one published before it, if there was one
 */
public record ListChange(UserList now, Optional<UserList> before) {

    /** The place that an item had before. */
    public Optional<Integer> rankBefore(String itemId) {
        return before.flatMap(list -> list.item(itemId)).map(ListedItem::rank);
    }

    /** What is no longer in the list, as it was. */
    public List<ListedItem> gone() {
        return before.map(list -> list.notIn(now)).orElse(List.of());
    }
}
