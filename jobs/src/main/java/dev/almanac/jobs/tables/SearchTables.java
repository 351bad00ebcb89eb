package dev.almanac.jobs.tables;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.integer;
import static dev.almanac.common.contract.Column.real;
import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.stringMap;

import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.TableDraft;
import java.time.Duration;

/** What the search for better settings leaves behind. */
public final class SearchTables {
    private static final Duration WEEKLY_PROMISE = Duration.ofDays(8);
    private static final Duration KEEP_TRIALS = Duration.ofDays(365);

    public static final Table SEARCH_TRIALS = search("search_trials")
            .purpose("Every recipe the search tried, with how it ranked events it had not seen.")
            .grain("one row per week, recommender and trial")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.recommender(),
                    integer("trial").required().comment("In the order they were tried, from 1."),
                    string("algorithm").required().comment("The algorithm's name."),
                    stringMap("parameters").required().comment("The algorithm's settings."),
                    real("ndcg").required().comment("NDCG at the evaluation's k, on the validation window."),
                    bigint("users").required().comment("Users it was taken over."),
                    CleanColumns.runId())
            .key("logical_date", "recommender", "trial")
            .replaceWindow("logical_date")
            .keepFor(KEEP_TRIALS, "logical_date")
            .declare();

    public static final Table SEARCHED_RECIPES = search("searched_recipes")
            .purpose("The best recipe of each algorithm that the last search found; they compete in the next night.")
            .grain("one row per recommender and recipe")
            .columns(
                    RecommendationTables.recommender(),
                    string("recipe").required().comment("The name it competes under."),
                    string("algorithm").required().comment("The algorithm's name."),
                    stringMap("parameters").required().comment("The algorithm's settings."),
                    real("ndcg").required().comment("NDCG at the evaluation's k, on the validation window."),
                    RecommendationTables.logicalDate(),
                    CleanColumns.runId())
            .key("recommender", "recipe")
            .replaceAll()
            .declare();

    private SearchTables() {}

    private static TableDraft search(String name) {
        return Table.named(name)
                .group(Groups.SEARCH)
                .owner("search-hyperparameters")
                .freshWithin(WEEKLY_PROMISE);
    }
}
