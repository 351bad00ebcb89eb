package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many bad rows a source may send. */
class BadShareTest {
    private static final String HEADER = "id,changed\n";
    private static final String GOOD = "u1,2026-03-05\n";
    private static final String BAD = "u1,soon\n";

    /** A file that only got a note was judged when it was read, even by a run of the same window. */
    @Test
    void rowsAreJudgedOnceWhenTheirFileIsRead(@TempDir Path folder) {
        var desk = new Desk(folder);
        var settings = desk.settings("""
                max-bad-share = 0.3, bad-share-min-rows = 3
                sources.users { path = "users*.csv", target = users, kind = changes, read.format = csv
                  columns { user_id = id, updated_at = changed } }
                """);
        desk.land("users1.csv", HEADER + GOOD + BAD + BAD);
        assertThat(desk.ingest(settings, Desk.END).objection()).isPresent();
        desk.land("users2.csv", HEADER + GOOD.repeat(6));
        assertThat(desk.ingest(settings, Desk.END).objection()).isEmpty();
        desk.land("users1.csv", HEADER + GOOD);

        var noted = desk.ingest(settings, Desk.END);

        assertThat(noted.outputs().changes()).hasSize(1);
        assertThat(noted.objection()).isEmpty();
    }
}
