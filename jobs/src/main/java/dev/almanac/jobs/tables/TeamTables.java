package dev.almanac.jobs.tables;

import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.stringMap;
import static dev.almanac.common.contract.Column.timestamp;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;

/** How users belong together: in teams, to each other, and in experiments. */
public final class TeamTables {

    public static final Table TEAMS = CleanColumns.clean("teams")
            .purpose("The teams that users work in.")
            .grain("one row per team")
            .columns(
                    teamId(),
                    string("name").comment("The name a person sees."),
                    stringMap("attributes").comment("What else is known of the team, by name."),
                    CleanColumns.updatedAt(),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("team_id")
            .upsert()
            .declare();

    public static final Table MEMBERSHIPS = CleanColumns.clean("memberships")
            .purpose("Who belonged to which team, and when.")
            .grain("one row per user, team and beginning")
            .columns(
                    CleanColumns.userId(),
                    teamId(),
                    timestamp("valid_from").required().comment("First moment of the membership."),
                    timestamp("valid_until").comment("First moment after it; still a member, if null."),
                    string("role").comment("What the user is in the team."),
                    CleanColumns.updatedAt(),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("user_id", "team_id", "valid_from")
            .check("membership_in_order", "valid_until IS NULL OR valid_from <= valid_until")
            .upsert()
            .declare();

    public static final Table RELATIONS = CleanColumns.clean("relations")
            .purpose("How users relate to each other, such as who follows whom.")
            .grain("one row per user, related user and kind of relation")
            .columns(
                    CleanColumns.userId(),
                    string("related_user_id").required().personal().comment("The user it leads to."),
                    string("relation").required().comment("The kind of relation, in the domain's words."),
                    timestamp("since").comment("When it began."),
                    CleanColumns.updatedAt(),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("user_id", "related_user_id", "relation")
            .check("not_with_oneself", "user_id <> related_user_id")
            .upsert()
            .declare();

    public static final Table ASSIGNMENTS = CleanColumns.clean("assignments")
            .purpose("Which arm of which experiment a user is in.")
            .grain("one row per experiment and user")
            .columns(
                    string("experiment").required().comment("The experiment."),
                    CleanColumns.userId(),
                    string("variant").required().comment("The arm."),
                    timestamp("assigned_at").required().comment("Since when."),
                    CleanColumns.updatedAt(),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("experiment", "user_id")
            .upsert()
            .declare();

    private TeamTables() {}

    static Column teamId() {
        return string("team_id").required().comment("The team.");
    }
}
