package dev.almanac.common.job;

import java.time.Instant;

/**
 * A source file as it was when the run listed it.
 *
 * @param path the full URI
 * @param bytes its length
 * @param landedAt its modification time
 */
public record LandedFile(String path, long bytes, Instant landedAt) {}
