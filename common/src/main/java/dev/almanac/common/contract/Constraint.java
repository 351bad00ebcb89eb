package dev.almanac.common.contract;

/**
 * A rule every row keeps, as a SQL condition over the row's columns; it becomes a Delta CHECK constraint and part of
 * the audit.
 *
 * @param name lower_snake_case, unique in its table
 * @param condition true or null for a good row
 */
public record Constraint(String name, String condition) {}
