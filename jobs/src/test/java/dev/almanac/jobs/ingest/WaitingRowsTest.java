package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.FindingTables;
import dev.almanac.jobs.tables.IngestTables;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row whose parent is not there yet must not stand in the way of a corrected one with the same id. */
class WaitingRowsTest {
    private static final String SOURCES = """
            sources {
              users { path = "users*", target = users, kind = snapshot, read.format = csv, columns.user_id = id }
              events { path = "events*", target = events, read.format = csv
                columns { event_id = id, user_id = user, item_id = item
                  event_type { constant = view }, event_time = at } }
            }
            """;
    private static final String HEAD = "id,user,item,at\n";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void openDesk() {
        desk = new Desk(folder);
        desk.land("users.csv", "id\nu1\n");
    }

    @Test
    void aCorrectedRowTakesThePlaceOfTheOneThatWaits() {
        desk.land("events1.csv", HEAD + "e1,u9,x,2026-03-10\n");
        desk.ingest(desk.settings(SOURCES), Desk.END);
        assertThat(desk.texts(IngestTables.PENDING, "missing")).containsExactly("[users]");

        desk.land("events2.csv", HEAD + "e1,u1,x,2026-03-10\n");
        desk.ingest(desk.settings(SOURCES), Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.texts(CleanTables.EVENTS, "user_id")).containsExactly("u1");
        assertThat(desk.texts(IngestTables.PENDING, "missing")).isEmpty();
    }

    /** The finding is not in any file of the run that takes it in, and the answer waits for nothing else. */
    @Test
    void whatWaitsForARowThatItselfWaitedIsTakenInWithIt() {
        var sources = """
                sources {
                  teams { path = "teams*", target = teams, kind = changes, read.format = csv
                    columns { team_id = id, updated_at = at } }
                  people { path = "users*", target = users, kind = snapshot, read.format = csv, columns.user_id = id }
                  findings { path = "findings*", target = findings, read.format = csv
                    columns { finding_id = id, user_id = user, team_id = team, category { constant = style }
                      severity { constant = low }, found_at = at } }
                  feedback { path = "feedback*", target = feedback, read.format = csv
                    columns { feedback_id = id, finding_id = finding, user_id = user, verdict { constant = taken }
                      given_at = at } }
                }
                """;
        desk.land("teams1.csv", "id,at\nt1,2026-03-01\n");
        desk.land("findings.csv", "id,user,team,at\nf1,u1,t2,2026-03-10\n");
        desk.land("feedback.csv", "id,finding,user,at\na1,f1,u1,2026-03-10\n");
        desk.ingest(desk.settings(sources), Desk.END);
        assertThat(desk.texts(IngestTables.PENDING, "target")).containsExactlyInAnyOrder("findings", "feedback");

        desk.land("teams2.csv", "id,at\nt2,2026-03-01\n");
        desk.ingest(desk.settings(sources), Desk.END.plus(Duration.ofHours(1)));
        assertThat(desk.texts(FindingTables.FEEDBACK, "feedback_id")).containsExactly("a1");
        assertThat(desk.texts(IngestTables.PENDING, "target")).isEmpty();
    }

    @Test
    void ofTwoRowsInOneFileTheOneWithItsParentsIsKept() {
        desk.land("events1.csv", HEAD + "e1,u9,x,2026-03-10\ne1,u1,x,2026-03-10\n");
        desk.ingest(desk.settings(SOURCES), Desk.END);
        assertThat(desk.texts(CleanTables.EVENTS, "user_id")).containsExactly("u1");
        assertThat(desk.texts(IngestTables.INGEST_FILES, "concat_ws(' ', kept, duplicates, pending)"))
                .containsExactly("1 0 0", "1 1 0");
    }
}
