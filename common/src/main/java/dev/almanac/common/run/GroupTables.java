package dev.almanac.common.run;

import dev.almanac.common.contract.Table;
import java.util.Collection;
import java.util.List;

/** The catalogue of tables by group. */
public record GroupTables(List<Table> all) {
    public GroupTables(Collection<Table> all) {
        this(List.copyOf(all));
    }

    public GroupTables {
        all = List.copyOf(all);
    }

    /** Every table of the group. */
    public List<Table> of(String group) {
        return all.stream().filter(table -> table.group().name().equals(group)).toList();
    }
}
