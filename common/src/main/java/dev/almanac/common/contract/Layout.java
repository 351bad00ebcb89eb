package dev.almanac.common.contract;

import java.util.List;

/**
 * How a table's files are laid out.
 *
 * @param partitionBy columns that become folders; never personal ones
 * @param clusterBy columns the rows are sorted by within a written file, in small row groups, so that point reads skip most
 */
public record Layout(List<String> partitionBy, List<String> clusterBy) {
    static final Layout PLAIN = new Layout(List.of(), List.of());
}
