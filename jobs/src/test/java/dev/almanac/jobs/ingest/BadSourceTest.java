package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources that cannot be right are refused with exit 2 before a file is opened, each with what is wrong. */
class BadSourceTest {
    private static final String USERS = "path = p, target = users, read.format = csv, ";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an unknown table       | path = p, target = things, read.format = csv, columns { a = b }           | jobs.ingest.sources.it.target: things is none of teams, users
            a column it has not    | %U columns { user_id = id, name = n }                                     | jobs.ingest.sources.it.columns.name: is none of users's columns
            a column not mapped    | path = p, target = items, read.format = csv, columns { title = t }        | columns.item_id is missing
            a misspelt column      | %U columns { usr_id = id }                                                | sources.it.columns.usr_id: is none of users's columns to map: user_id
            the nearest column     | %U columns { user_id = id, update_at = t }                                | did you mean 'updated_at'
            the nearest table      | path = p, target = event, read.format = csv, columns { a = b }            | did you mean 'events'
            a derived column       | path = p, target = events, read.format = csv, columns { event_date = d }  | columns.event_date: is none of
            an unknown format      | path = p, target = users, read.format = xml, columns { user_id = id }     | one of csv, csv-multi-line, jsonl
            a misspelt key         | %U colums { user_id = id }                                                | did you mean 'columns'
            two origins            | %U columns { user_id { from = a, sql = b } }                              | excludes sql and hash-of
            no origin              | %U columns { user_id { values { a = b } } }                               | is missing, and so are sql
            broken SQL             | %U columns { user_id { sql = "upper(" } }                                 | is no SQL expression
            a subquery             | %U columns { user_id { sql = "(select 1)" } }                             | subqueries
            an aggregate           | %U columns { user_id { sql = "max(a)" } }                                 | does not compute a value from one row
            the clock              | %U columns { user_id { sql = "cast(now() as string)" } }                  | differs from run to run
            the clock unbracketed  | %U columns { user_id { sql = "current_date" } }                           | differs from run to run
            an unknown function    | %U columns { user_id { sql = "uper(a)" } }                                | is no function of Spark SQL
            a nested name          | %U columns { user_id { sql = "upper(a.b)" } }                             | in backquotes
            a time for a text      | %U columns { user_id { from = a, time = iso } }                           | columns.user_id.time: user_id is no time
            half an expression     | %U columns { user_id { sql = "1 +" } }                                   | is no SQL expression: [PARSE_SYNTAX_ERROR] Syntax error at or near end of input
            a time without a year  | %U columns { user_id = a, created_at { from = b, time = "qqqq-YY" } }    | it has no year
            a time pattern         | %U columns { user_id = a, created_at { from = b, time = "{j" } }          | must be iso, epoch-seconds
            changes without time   | %U kind = changes, columns { user_id = id }                               | needs columns.updated_at
            changes of events      | path = p, target = events, kind = changes, read.format = csv, columns { event_id = a, user_id = b, item_id = c, event_type = d, event_time = e } | events has none, so use kind = events
            a deleting snapshot    | %U kind = snapshot, columns { user_id = id }, rules.delete-when = "a"     | where what is missing is deleted
            a condition            | %U columns { user_id = id }, rules.delete-when = "count(a) > 1"           | does not compute a value from one row
            names for no header    | %U columns { user_id = id }, read.csv.header = false                      | needs the names in columns
            a long quote           | %U columns { user_id = id }, read.csv.quote = "ab"                        | must be one character
            an undatable name      | %U columns { user_id = id }, read.landed-name = "day-yyyy"                | in parentheses
            no date                | %U columns { user_id = id }, rules.earliest = "soon"                      | must be a date
            names alike            | %U columns { user_id = id, created_at = ID }                              | differ only in case
            """)
    void isRefused(String what, String source, String problem) {
        var hocon = "sources { it { " + source.replace("%U", USERS) + " } }";
        assertThatThrownBy(() -> new Desk(Path.of("unused")).settings(hocon))
                .isInstanceOfSatisfying(
                        AlmanacException.class,
                        thrown -> assertThat(thrown.failure()).isEqualTo(Failure.CONFIG))
                .hasMessageContaining(problem);
    }

    @Test
    void twoOriginsAreOneMistake() {
        assertThatThrownBy(() -> new Desk(Path.of("unused"))
                        .settings("sources { it { " + USERS + " columns { user_id { from = a, sql = b } } } }"))
                .hasMessageContaining("1 problem");
    }

    /** Several mistakes in several sources are several lines, each of its own place. */
    @Test
    void everyMistakeIsReportedAtItsOwnLine() {
        assertThatThrownBy(() -> new Desk(Path.of("unused")).settings("""
                sources {
                  one { path = p, target = usrs, read.format = csv
                    columns { user_id = id } }
                  two { path = p, target = users, read.format = csv
                    kind = changes
                    columns { user_id = id
                      updatd_at = t } }
                }
                """))
                .hasMessageContaining("3 problems")
                .hasMessageContaining("sources.one.target: usrs is none of")
                .hasMessageContaining("sources.two.kind: kind = changes needs columns.updated_at")
                .hasMessageContaining("sources.two.columns.updatd_at: is none of")
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .satisfies(message -> assertThat(Pattern.compile("test.conf:(\\d+)")
                                .matcher(message)
                                .results()
                                .map(found -> found.group(1))
                                .distinct())
                        .hasSize(3));
    }

    /** A source that cannot even be read does not hide what is wrong with the others, or else with itself. */
    @Test
    void oneMistakeHidesNoOther() {
        assertThatThrownBy(() -> new Desk(Path.of("unused")).settings("""
                max-bad-share = 2
                sources {
                  one { path = p, target = users, read { format = csv, landed-name = yyyy }, kind = snapshot
                    columns = none, rules.grace = soon }
                  two { path = p, target = usrs, read.format = csv, kind = chnges, columns {
                    user_id { sql = "a +" }
                    created_at { from = b, time = "{j" } } }
                  three { path = p, target = users, read.format = csv, kind = snapshot, columns { user_id = a, usr = b } }
                }
                """))
                .hasMessageContaining("9 problems")
                .hasMessageContaining("max-bad-share = 2.0 must lie between 0 and 1")
                .hasMessageContaining("sources.one.columns: must be a section")
                .hasMessageContaining("sources.one.read.landed-name")
                .hasMessageContaining("sources.one.rules.grace: must be a duration")
                .hasMessageContaining("sources.two.target: usrs is none of")
                .hasMessageContaining("sources.two.kind: must be one of events, changes, snapshot")
                .hasMessageContaining("sources.two.columns.user_id.sql: sql = a + is no SQL expression")
                .hasMessageContaining("sources.two.columns.created_at.time")
                .hasMessageContaining("sources.three.columns.usr: is none of");
    }
}
