package dev.almanac.jobs.recommend.explain;

import java.time.Instant;

/**
 * Why does a user get an item of a recommender, or not?
 *
 * @param asOf the end of the window whose lists are explained: what was known then decides
 */
public record Question(String recommender, String userId, String itemId, Instant asOf) {}
