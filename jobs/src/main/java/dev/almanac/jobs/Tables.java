package dev.almanac.jobs;

import dev.almanac.common.contract.Table;
import dev.almanac.common.lake.RecordTables;
import dev.almanac.jobs.tables.ActivityTables;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.FindingTables;
import dev.almanac.jobs.tables.IngestTables;
import dev.almanac.jobs.tables.ModelTables;
import dev.almanac.jobs.tables.RecommendationTables;
import dev.almanac.jobs.tables.SearchTables;
import dev.almanac.jobs.tables.TeamTables;
import java.util.List;

/** Every table there is, in the order of the dictionary: what comes in before what is made of it. */
public final class Tables {
    public static final List<Table> ALL = List.of(
            CleanTables.USERS,
            CleanTables.ITEMS,
            TeamTables.TEAMS,
            TeamTables.MEMBERSHIPS,
            TeamTables.RELATIONS,
            CleanTables.PREFERENCES,
            CleanTables.ASSESSMENTS,
            CleanTables.EVENTS,
            CleanTables.EXPOSURES,
            TeamTables.ASSIGNMENTS,
            FindingTables.FINDINGS,
            FindingTables.FEEDBACK,
            FindingTables.OUTCOMES,
            IngestTables.INGEST_FILES,
            IngestTables.QUARANTINE,
            IngestTables.PENDING,
            IngestTables.TOMBSTONES,
            IngestTables.TOUCHED_DAYS,
            ActivityTables.ITEM_ACTIVITY_DAILY,
            RecommendationTables.RECOMMENDATIONS,
            RecommendationTables.POPULAR_ITEMS,
            RecommendationTables.SIMILAR_ITEMS,
            RecommendationTables.MODEL_REGISTRY,
            RecommendationTables.MODEL_METRICS,
            ModelTables.ALS_USER_FACTORS,
            ModelTables.ALS_ITEM_FACTORS,
            ModelTables.ITEM_SCORES,
            ModelTables.USER_SEGMENTS,
            ModelTables.SEGMENT_SCORES,
            ModelTables.ITEM_NEIGHBOURS,
            ModelTables.USER_HISTORIES,
            ModelTables.ITEM_TERMS,
            ModelTables.USER_TERMS,
            ModelTables.BLEND_PARTS,
            SearchTables.SEARCH_TRIALS,
            SearchTables.SEARCHED_RECIPES,
            RecordTables.JOB_RUNS,
            RecordTables.PUBLICATIONS);

    private Tables() {}
}
