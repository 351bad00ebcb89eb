package dev.almanac.jobs.tables;

import static dev.almanac.common.contract.Column.real;
import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.stringMap;
import static dev.almanac.common.contract.Column.timestamp;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;

/** What was found in users' work, what they said of it, and what came of what they took up. */
public final class FindingTables {

    public static final Table FINDINGS = CleanColumns.clean("findings")
            .purpose("What was found in users' work, as it was suggested to them.")
            .grain("one row per finding")
            .columns(
                    findingId(),
                    CleanColumns.userId().comment("The user whose work it is."),
                    string("team_id").comment("The team the work belongs to."),
                    string("category").required().comment("The kind of finding, in the domain's words."),
                    string("severity").required().comment("How much it matters, in the domain's words."),
                    real("confidence").comment("How sure the finder was.").unit("share"),
                    string("pattern").comment("The rule or pattern that found it."),
                    string("location").comment("Where it was found."),
                    string("text").comment("What was said of it."),
                    stringMap("attributes").comment("What else the source said, by name."),
                    timestamp("found_at").required().comment("When it was found."),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("finding_id")
            .check("confidence_is_a_share", "confidence IS NULL OR (confidence >= 0 AND confidence <= 1)")
            .upsert()
            .eventTime("found_at")
            .declare();

    public static final Table FEEDBACK = CleanColumns.clean("feedback")
            .purpose("What users did with what was suggested to them.")
            .grain("one row per answer to a finding")
            .columns(
                    string("feedback_id").required().comment("The source's id, or the hash the source declares."),
                    findingId(),
                    CleanColumns.userId().comment("The user who answered."),
                    string("verdict").required().comment("What was done, in the domain's words."),
                    real("minutes").comment("The time it took or saved.").unit("minutes"),
                    timestamp("given_at").required().comment("When it was answered."),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("feedback_id")
            .check("minutes_not_negative", "minutes IS NULL OR minutes >= 0")
            .upsert()
            .eventTime("given_at")
            .declare();

    public static final Table OUTCOMES = CleanColumns.clean("outcomes")
            .purpose("What came of the items users took up.")
            .grain("one row per outcome")
            .columns(
                    string("outcome_id").required().comment("The source's id, or the hash the source declares."),
                    CleanColumns.userId(),
                    CleanColumns.itemId(),
                    string("outcome").required().comment("What came of it, in the domain's words."),
                    real("value").comment("How much; null when the outcome says it all."),
                    timestamp("happened_at").required().comment("When it was known."),
                    CleanColumns.sourceName(),
                    CleanColumns.runId())
            .key("outcome_id")
            .check("value_is_a_number", "value IS NULL OR NOT isnan(value)")
            .upsert()
            .eventTime("happened_at")
            .declare();

    private FindingTables() {}

    private static Column findingId() {
        return string("finding_id").required().comment("The source's id, or the hash the source declares.");
    }
}
