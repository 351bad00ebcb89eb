package dev.almanac.jobs.tables;

import static dev.almanac.common.contract.Column.floats;
import static dev.almanac.common.contract.Column.integer;
import static dev.almanac.common.contract.Column.real;
import static dev.almanac.common.contract.Column.reals;
import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.strings;

import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.TableDraft;
import java.time.Duration;
import java.util.List;

/** Models as tables. */
public final class ModelTables {
    private static final Duration KEEP_MODELS = Duration.ofDays(60);

    public static final Table ALS_USER_FACTORS = model("als_user_factors")
            .purpose("The user side of the factor models.")
            .grain("one row per model and user")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    CleanColumns.userId(),
                    floats("factors").required().personal().comment("The user's latent factors."),
                    CleanColumns.runId())
            .key("model_version", "user_id")
            .declare();

    public static final Table ALS_ITEM_FACTORS = model("als_item_factors")
            .purpose("The item side of the factor models.")
            .grain("one row per model and item")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    CleanColumns.itemId(),
                    floats("factors").required().comment("The item's latent factors."),
                    CleanColumns.runId())
            .key("model_version", "item_id")
            .declare();

    public static final Table ITEM_SCORES = model("item_scores")
            .purpose("Models that give an item the same score for everyone, such as popularity.")
            .grain("one row per model and item")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    CleanColumns.itemId(),
                    real("score").required().comment("The higher the better."),
                    CleanColumns.runId())
            .key("model_version", "item_id")
            .declare();

    public static final Table USER_SEGMENTS = model("user_segments")
            .purpose("Which users are alike to the models of what is popular with users alike.")
            .grain("one row per model and user")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    CleanColumns.userId(),
                    string("segment").required().personal().comment("The value of the attribute the model goes by."),
                    CleanColumns.runId())
            .key("model_version", "user_id")
            .declare();

    public static final Table SEGMENT_SCORES = model("segment_scores")
            .purpose("Models that give an item the same score for all users of a segment.")
            .grain("one row per model, segment and item")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    string("segment").required().comment("The users, as in user_segments."),
                    CleanColumns.itemId(),
                    real("score").required().comment("The higher the better."),
                    CleanColumns.runId())
            .key("model_version", "segment", "item_id")
            .declare();

    public static final Table ITEM_NEIGHBOURS = model("item_neighbours")
            .purpose("Models of which items are used together.")
            .grain("one row per model, item and neighbour")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    CleanColumns.itemId(),
                    string("neighbour_id").required().comment("The item that is alike."),
                    integer("rank").required().comment("Place among the item's neighbours, from 1."),
                    real("similarity").required().comment("The higher the more alike."),
                    CleanColumns.runId())
            .key("model_version", "item_id", "neighbour_id")
            .declare();

    public static final Table USER_HISTORIES = model("user_histories")
            .purpose("What users used, as the neighbourhood models look at it.")
            .grain("one row per model and user")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    CleanColumns.userId(),
                    strings("item_ids").required().personal().comment("What the user used, by item id."),
                    reals("weights").required().personal().comment("How much each of item_ids counts."),
                    CleanColumns.runId())
            .key("model_version", "user_id")
            .declare();

    public static final Table ITEM_TERMS = model("item_terms")
            .purpose("What items read like.")
            .grain("one row per model and item")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    CleanColumns.itemId(),
                    strings("terms").required().comment("The item's words and, after a #, its tags; in their order."),
                    reals("weights")
                            .required()
                            .comment("TF-IDF of each of terms, scaled so that the squares add up to 1."),
                    CleanColumns.runId())
            .key("model_version", "item_id")
            .declare();

    public static final Table USER_TERMS = model("user_terms")
            .purpose("What users read like: the mean of the items they used.")
            .grain("one row per model and user")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    CleanColumns.userId(),
                    strings("terms").required().personal().comment("The user's strongest terms, in their order."),
                    reals("weights")
                            .required()
                            .personal()
                            .comment("The weight of each of terms, scaled so that the squares add up to 1."),
                    CleanColumns.runId())
            .key("model_version", "user_id")
            .declare();

    public static final Table BLEND_PARTS = model("blend_parts")
            .purpose("Which models are blended, and how.")
            .grain("one row per model and part")
            .columns(
                    RecommendationTables.logicalDate(),
                    RecommendationTables.modelVersion(),
                    string("part").required().comment("The part's recipe."),
                    string("part_version").required().comment("The part's model, whose rows are in the model tables."),
                    real("weight").required().comment("How much its standardised scores count."),
                    CleanColumns.runId())
            .key("model_version", "part")
            .declare();

    /** Every table that models are made of. */
    public static final List<Table> ALL = List.of(
            ALS_USER_FACTORS,
            ALS_ITEM_FACTORS,
            ITEM_SCORES,
            USER_SEGMENTS,
            SEGMENT_SCORES,
            ITEM_NEIGHBOURS,
            USER_HISTORIES,
            ITEM_TERMS,
            USER_TERMS,
            BLEND_PARTS);

    private ModelTables() {}

    private static TableDraft model(String name) {
        return RecommendationTables.recommendations(name)
                .replaceWindow("logical_date")
                .partitionedBy("logical_date")
                .keepFor(KEEP_MODELS, "logical_date");
    }
}
