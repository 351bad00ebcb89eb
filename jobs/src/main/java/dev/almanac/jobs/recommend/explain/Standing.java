package dev.almanac.jobs.recommend.explain;

import java.util.List;

/**
 * Where an item stands among everything that may be listed to a user, before rules give or take places.
 *
 * @param modelVersion the model that scores it for the user
 * @param algorithm of that model
 * @param score by which it is listed
 * @param rank its place by score, from 1; of something seen, the place it would have
 * @param of how many items are left for the user
 * @param parts what the score is made of; none where it is the model's own and nothing was added
 */
public record Standing(String modelVersion, String algorithm, double score, int rank, int of, List<PartScore> parts) {
    public Standing {
        parts = List.copyOf(parts);
    }
}
