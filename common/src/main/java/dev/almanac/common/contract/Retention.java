package dev.almanac.common.contract;

import java.time.Duration;

/**
 * How long rows are kept.
 *
 * @param period rows older than this are dropped
 * @param column the date or timestamp that a row's age counts from
 */
public record Retention(Duration period, String column) {}
