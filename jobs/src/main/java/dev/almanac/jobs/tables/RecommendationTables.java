package dev.almanac.jobs.tables;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.date;
import static dev.almanac.common.contract.Column.integer;
import static dev.almanac.common.contract.Column.real;
import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.stringMap;
import static dev.almanac.common.contract.Column.strings;
import static dev.almanac.common.contract.Column.timestamp;
import static org.apache.spark.sql.functions.crc32;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.TableDraft;
import java.time.Duration;

/** The decisions about models, and the lists that are served. */
public final class RecommendationTables {
    private static final Duration DAILY_PROMISE = Duration.ofHours(30);
    private static final int BUCKETS = 64;

    public static final Table MODEL_REGISTRY = recommendations("model_registry")
            .purpose(
                    "Which models were judged or served on a day, what they were made from, and why they have their state.")
            .grain("one row per day, recommender and model")
            .columns(
                    logicalDate(),
                    recommender(),
                    modelVersion(),
                    string("recipe").required().comment("The recipe's name in the configuration, or the baseline's."),
                    string("algorithm").required().comment("The algorithm's name."),
                    string("state")
                            .required()
                            .comment("champion (its lists are served), fallback (serves whom and what the champion"
                                    + " does not know), candidate (judged, and it may serve) or refused."),
                    strings("refused_by").required().comment("The rules it broke; empty unless refused."),
                    stringMap("parameters").required().comment("The algorithm's settings."),
                    timestamp("training_cut")
                            .required()
                            .comment("Only events before this moment were seen in training."),
                    bigint("training_events").required().comment("Events it was trained on."),
                    string("training_data")
                            .required()
                            .comment("Content hash of the interactions it was trained on; the tables' versions are in"
                                    + " job_runs, under run_id."),
                    string("settings_hash").required().comment("Hash of the algorithm and its settings."),
                    string("decision").required().comment("Why it has its state, with the figures."),
                    CleanColumns.runId())
            .key("logical_date", "recommender", "model_version")
            .check("known_state", "state IN ('champion', 'fallback', 'candidate', 'canary', 'refused', 'retired')")
            .replaceWindow("logical_date")
            .declare();

    public static final Table MODEL_METRICS = recommendations("model_metrics")
            .purpose("How well each model ranked events it had not seen.")
            .grain("one row per day, recommender, model, metric, segment and cut-off")
            .columns(
                    logicalDate(),
                    recommender(),
                    modelVersion(),
                    string("metric").required().comment("The metric's name, as in the metric registry."),
                    string("segment")
                            .required()
                            .comment(
                                    "The users it was taken over: 'all', or attribute:value; of a gap, the attribute."),
                    integer("k").required().comment("The list length it is taken at."),
                    real("value").required().comment("The mean over users."),
                    real("lower").comment("Lower end of the 95% bootstrap interval."),
                    real("upper").comment("Upper end of the 95% bootstrap interval."),
                    bigint("users").required().comment("Users it was taken over."),
                    CleanColumns.runId())
            .key("logical_date", "recommender", "model_version", "metric", "segment", "k")
            .replaceWindow("logical_date")
            .declare();

    public static final Table POPULAR_ITEMS = recommendations("popular_items_v1")
            .purpose("The most used available items, for users nothing is known of.")
            .grain("one row per recommender and rank")
            .columns(
                    recommender(),
                    integer("rank").required().comment("Place in the list, from 1."),
                    CleanColumns.itemId(),
                    real("score").required().comment("The popularity model's score."),
                    logicalDate(),
                    validUntil(),
                    CleanColumns.runId())
            .key("recommender", "rank")
            .check("rank_from_one", "rank >= 1")
            .replaceAll()
            .declare();

    public static final Table RECOMMENDATIONS = recommendations("recommendations_v1")
            .purpose("The list each active user gets.")
            .grain("one row per recommender, user and rank")
            .columns(
                    recommender(),
                    integer("user_bucket")
                            .required()
                            .comment("crc32(user_id) modulo 64: filter on it to read one user without scanning."),
                    CleanColumns.userId(),
                    integer("rank").required().comment("Place in the list, from 1."),
                    CleanColumns.itemId(),
                    real("score")
                            .required()
                            .comment("The model's score; comparable within one list and strategy only."),
                    string("strategy").required().comment("How the item got there: the algorithm, or the fallback."),
                    string("reason").required().personal().comment("Why, in words for the user."),
                    strings("rules").required().comment("The business rules that touched the row, by name."),
                    modelVersion(),
                    string("variant").required().comment("The experiment arm; 'champion' when there is no experiment."),
                    real("propensity")
                            .required()
                            .comment("The probability that this item stood here.")
                            .unit("share"),
                    string("list_id").required().comment("Names this list of this user on this day."),
                    logicalDate(),
                    validUntil(),
                    CleanColumns.runId())
            .key("recommender", "user_id", "rank")
            .check("rank_from_one", "rank >= 1")
            .check("propensity_is_a_share", "propensity > 0 AND propensity <= 1")
            .replaceAll()
            .clusteredBy("recommender", "user_bucket")
            .declare();

    public static final Table SIMILAR_ITEMS = recommendations("similar_items_v1")
            .purpose("Which available items are like an item: used by the same users, or described in the same words.")
            .grain("one row per recommender, item and rank")
            .columns(
                    recommender(),
                    CleanColumns.itemId(),
                    integer("rank").required().comment("Place among the item's similar ones, from 1."),
                    string("similar_item_id").required().comment("The item that is like it."),
                    real("score").required().comment("The higher the more alike; comparable within one item only."),
                    logicalDate(),
                    validUntil(),
                    CleanColumns.runId())
            .key("recommender", "item_id", "rank")
            .check("rank_from_one", "rank >= 1")
            .replaceAll()
            .clusteredBy("recommender")
            .declare();

    private RecommendationTables() {}

    /** The {@code user_bucket} of a user's rows: whoever filters on it too reads one user without scanning. */
    public static org.apache.spark.sql.Column userBucket(org.apache.spark.sql.Column userId) {
        return crc32(userId.cast("binary")).mod(BUCKETS).cast("int");
    }

    static TableDraft recommendations(String name) {
        return Table.named(name)
                .group(Groups.RECOMMENDATIONS)
                .owner("recommend")
                .freshWithin(DAILY_PROMISE);
    }

    static Column recommender() {
        return string("recommender").required().comment("The configured recommender.");
    }

    static Column modelVersion() {
        return string("model_version").required().comment("The model, as in model_registry.");
    }

    static Column logicalDate() {
        return date("logical_date")
                .required()
                .comment("The day the run computed, in the domain's zone: the day before its window's end.");
    }

    private static Column validUntil() {
        return timestamp("valid_until")
                .required()
                .comment(
                        "Do not show it after this moment: the item is no longer available then, or the list is out of date.");
    }
}
