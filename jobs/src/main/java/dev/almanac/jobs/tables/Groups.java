package dev.almanac.jobs.tables;

import dev.almanac.common.contract.Group;

/** The groups of tables that are published together. */
public final class Groups {
    public static final Group CLEAN = new Group(
            "clean", "What the sources said, cleaned, with the record of every file and every row put aside.");
    public static final Group ACTIVITY = new Group("activity", "How much each item is used, by day.");
    public static final Group RECOMMENDATIONS = new Group(
            "recommendations", "The lists that are served, with the models, metrics and decisions behind them.");

    public static final Group SEARCH =
            new Group("search", "What the search for better settings tried, and what it proposes.");

    private Groups() {}
}
