package dev.almanac.jobs.tables;

import static dev.almanac.common.contract.Column.date;
import static dev.almanac.common.contract.Column.flag;
import static dev.almanac.common.contract.Column.integer;
import static dev.almanac.common.contract.Column.real;
import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.stringMap;
import static dev.almanac.common.contract.Column.strings;
import static dev.almanac.common.contract.Column.timestamp;

import dev.almanac.common.contract.Table;
import java.util.List;

/**
 * The shared vocabulary: what every domain maps its sources onto. Users, items and what happens between them are declared
 * here; {@link TeamTables} has how users belong together, {@link FindingTables} what was found and what came of it.
 */
public final class CleanTables {
    public static final Table USERS = CleanColumns.clean("users")
            .purpose("The people recommendations are made for.")
            .grain("one row per user")
            .columns(
                    CleanColumns.userId(),
                    strings("tags").personal().comment("Labels of the user, for segments and content models."),
                    stringMap("attributes").personal().comment("What else is known of the user, by name."),
                    flag("opted_out").required().comment("Whether the user wants no personal recommendations."),
                    timestamp("created_at").comment("When the user joined."),
                    CleanColumns.updatedAt(),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("user_id")
            .upsert()
            .declare();

    public static final Table ITEMS = CleanColumns.clean("items")
            .purpose("What can be recommended.")
            .grain("one row per item")
            .columns(
                    CleanColumns.itemId(),
                    string("title").comment("The name a person sees."),
                    string("category").comment("The item's main kind."),
                    strings("tags").comment("Labels of the item, for content models and rules."),
                    string("text").comment("The item's description or body."),
                    stringMap("attributes").comment("What else is known of the item, by name."),
                    timestamp("available_from").comment("First moment the item may be recommended; always, if null."),
                    timestamp("available_until").comment("First moment the item may no longer be; never, if null."),
                    CleanColumns.updatedAt(),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("item_id")
            .check(
                    "availability_in_order",
                    "available_from IS NULL OR available_until IS NULL OR available_from <= available_until")
            .upsert()
            .declare();

    public static final Table EVENTS = CleanColumns.clean("events")
            .purpose("What users did with items, each event once, in the day it happened.")
            .grain("one row per event")
            .columns(
                    string("event_id").required().comment("The source's id, or the hash the source declares."),
                    CleanColumns.userId(),
                    CleanColumns.itemId(),
                    string("event_type").required().comment("What was done, in the domain's words."),
                    real("value").comment("How much: a rating, minutes, a score; null when the type says it all."),
                    timestamp("event_time").required().comment("When it happened."),
                    date("event_date").required().comment("The day of event_time in the domain's zone."),
                    stringMap("attributes").personal().comment("What else the source said, by name."),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("event_id")
            .check("value_is_a_number", "value IS NULL OR NOT isnan(value)")
            .upsert()
            .partitionedBy("event_date")
            .eventTime("event_time")
            .declare();

    public static final Table PREFERENCES = CleanColumns.clean("preferences")
            .purpose("What users say they want.")
            .grain("one row per user and preference")
            .columns(
                    CleanColumns.userId(),
                    string("preference").required().comment("What the preference is about."),
                    string("value").personal().comment("The user's choice."),
                    CleanColumns.updatedAt(),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("user_id", "preference")
            .upsert()
            .declare();

    public static final Table ASSESSMENTS = CleanColumns.clean("assessments")
            .purpose("Skill levels of users over time.")
            .grain("one row per assessment")
            .columns(
                    string("assessment_id").required().comment("The source's id, or the hash the source declares."),
                    CleanColumns.userId(),
                    string("skill").required().comment("The skill assessed."),
                    real("level").required().personal().comment("The level found."),
                    timestamp("assessed_at").required().comment("When the level was found."),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("assessment_id")
            .check("level_is_a_number", "NOT isnan(level)")
            .upsert()
            .eventTime("assessed_at")
            .declare();

    public static final Table EXPOSURES = CleanColumns.clean("exposures")
            .purpose("What was shown to whom, with the chance it had of being shown.")
            .grain("one row per item shown")
            .columns(
                    string("exposure_id").required().comment("The source's id, or the hash the source declares."),
                    CleanColumns.userId(),
                    CleanColumns.itemId(),
                    string("recommender").comment("Which recommender's list it stood in."),
                    integer("rank").comment("Its place in the list, from 1."),
                    string("variant").comment("The experiment arm, if any."),
                    real("propensity")
                            .comment("The probability of having been shown.")
                            .unit("share"),
                    timestamp("shown_at").required().comment("When it was shown."),
                    date("shown_date").required().comment("The day of shown_at in the domain's zone."),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("exposure_id")
            .check("propensity_is_a_share", "propensity IS NULL OR (propensity > 0 AND propensity <= 1)")
            .check("rank_from_one", "rank IS NULL OR rank >= 1")
            .upsert()
            .partitionedBy("shown_date")
            .eventTime("shown_at")
            .declare();

    /** Every clean table, parents before children. */
    public static final List<Table> ALL = List.of(
            TeamTables.TEAMS,
            USERS,
            ITEMS,
            TeamTables.MEMBERSHIPS,
            TeamTables.RELATIONS,
            PREFERENCES,
            ASSESSMENTS,
            EVENTS,
            EXPOSURES,
            TeamTables.ASSIGNMENTS,
            FindingTables.OUTCOMES,
            FindingTables.FINDINGS,
            FindingTables.FEEDBACK);

    private CleanTables() {}
}
