package dev.almanac.jobs;

import dev.almanac.common.job.Task;
import dev.almanac.jobs.activity.ItemActivity;
import dev.almanac.jobs.ingest.Ingest;
import dev.almanac.jobs.ingest.ReplayQuarantine;
import dev.almanac.jobs.maintenance.MaintainTables;
import dev.almanac.jobs.recommend.Recommend;
import dev.almanac.jobs.recommend.SearchHyperparameters;
import java.util.List;

/** Every job there is. A new job is a line here. */
public final class Jobs {
    public static final List<Task<?>> ALL = List.of(
            new Ingest(),
            new ReplayQuarantine(),
            new ItemActivity(),
            new Recommend(),
            new SearchHyperparameters(),
            new MaintainTables());

    private Jobs() {}
}
