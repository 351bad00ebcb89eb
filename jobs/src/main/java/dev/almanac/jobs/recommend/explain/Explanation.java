package dev.almanac.jobs.recommend.explain;

import java.util.List;
import java.util.Optional;

/**
 * Why a user gets an item, or does not.
 *
 * @param basis what the user's list goes by
 * @param listed its published place, if it has one
 * @param standing its score and rank; absent where it may be listed to nobody
 * @param removedBy what keeps it out of the list; none where it is in
 */
public record Explanation(
        Question question,
        Basis basis,
        Optional<ListedItem> listed,
        Optional<Standing> standing,
        List<Removal> removedBy) {
    public Explanation {
        removedBy = List.copyOf(removedBy);
    }
}
