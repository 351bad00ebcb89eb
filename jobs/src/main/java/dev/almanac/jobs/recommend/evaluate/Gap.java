package dev.almanac.jobs.recommend.evaluate;

/**
 * How unequally well an attribute's groups of users are served.
 *
 * @param value the NDCG of the group that is served best less that of the one served worst
 * @param best the segment with the highest NDCG, the first by name among equals
 * @param worst the segment with the lowest, the first by name among equals
 */
public record Gap(double value, String best, String worst) {}
