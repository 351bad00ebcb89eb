package dev.almanac.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.ConfigProblems;
import dev.almanac.jobs.ingest.settings.IngestSettings;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MovieLens 100K's own layouts, in rows made up here, are mapped by conf/domains/movielens.conf alone. */
class MovieLensTest {
    @TempDir
    private Path folder;

    @Test
    void itsThreeFilesBecomeUsersItemsAndEvents() {
        var desk = new Desk(folder);
        desk.land("u.user", "1|24|M|technician|85711\n2|53|F|other|94043\n");
        var films = """
                1|Am\u00e9lie (2001)|01-Jan-1995||http://example.org|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0
                2|Unknown||||1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0
                3|Early (1971)|4-Feb-1971|||0|0|0|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0
                """;
        desk.land("u.item", films.getBytes(StandardCharsets.ISO_8859_1), Desk.LANDED);
        desk.land("u.data", "1\t1\t5\t881250949\n2\t1\t3\t881250950\n");

        desk.ingest(settings(), Desk.END);

        assertThat(desk.texts(IngestTables.QUARANTINE, "detail")).isEmpty();
        assertThat(desk.texts(CleanTables.USERS, "concat_ws(' ', user_id, tags, attributes['age'])"))
                .containsExactly("1 technician 24", "2 other 53");
        assertThat(desk.texts(
                        CleanTables.ITEMS, "concat_ws(' ', item_id, title, available_from, array_join(tags, '+'))"))
                .containsExactly(
                        "1 Am\u00e9lie (2001) 1995-01-01 00:00:00 animation+children+comedy",
                        "2 Unknown ",
                        "3 Early (1971) 1971-02-04 00:00:00 drama");
        assertThat(desk.texts(CleanTables.EVENTS, "concat_ws(' ', user_id, item_id, event_type, value, event_time)"))
                .containsExactly("1 1 rating 5.0 1997-12-04 15:55:49", "2 1 rating 3.0 1997-12-04 15:55:50");
    }

    private IngestSettings settings() {
        var directory = Path.of(System.getProperty("almanac.root"), "conf");
        var config = new ConfigLoader(directory, Map.of("ALMANAC_ML100K", folder.toString()))
                .load("local", Optional.of("movielens"), List.of());
        var problems = new ConfigProblems();
        var bound = new ConfigBinder(problems).bind(config.at("jobs", "ingest"), IngestSettings.class, "enabled");
        problems.throwIfAny("use the configuration");
        return bound.orElseThrow();
    }
}
