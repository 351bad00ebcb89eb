package dev.almanac.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.job.JobSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The settings reference: every key with type, default and meaning, and no key without a meaning. */
class SettingsDictionaryTest {
    enum Mode {
        FAST,
        VERY_SLOW
    }

    record Source(
            @Meaning("Where its files are; a|b.") String path,
            @Default("3") @Meaning("How many.") int count,
            Optional<String> note) {}

    record Settings(Mode mode, double share, Map<String, Source> sources, List<Source> more, Login login) {}

    record Login(@Meaning("For the database.") Optional<String> password) {}

    private static final JobSpec<Settings> JOB = JobSpec.daily("sample", "Shows every kind of row.", Settings.class);
    private static final String CONF = """
            jobs.sample {
              # How it works.
              mode = very-slow
              share = .5 # Share that is kept.
              # Sources by name.
              # Two lines.
              sources {}
              # More of them.
              more = []
              login { password = ${?DB_PASSWORD} }
            }
            """;

    private static SettingsDictionary dictionary(String conf) {
        return new SettingsDictionary(ConfigLoader.text("almanac.conf", conf), List.of(JOB));
    }

    @Test
    void everyKindOfSettingHasARow() {
        assertThat(dictionary(CONF).render()).endsWith("""

                        ## jobs.sample

                        Shows every kind of row.

                        | key | type | default | meaning |
                        |---|---|---|---|
                        | `enabled` | true or false | `false` | Whether the domain's schedules run the job. |
                        | `mode` | `fast` or `very-slow` | `very-slow` | How it works. |
                        | `share` | number | `.5` | Share that is kept. |
                        | `sources` | section of named sections | `{}` | Sources by name. Two lines. |
                        | `sources.<name>.path` | text | required | Where its files are; a\\|b. |
                        | `sources.<name>.count` | whole number | `3` | How many. |
                        | `sources.<name>.note` | text | none |  |
                        | `more` | list of sections | `[]` | More of them. |
                        | `more[].path` | text | required | Where its files are; a\\|b. |
                        | `more[].count` | whole number | `3` | How many. |
                        | `more[].note` | text | none |  |
                        | `login.password` | text | none | For the database. |
                        """);
    }

    @Test
    void keysWithoutAMeaningAreListed() {
        assertThat(dictionary(CONF.replace("# How it works.", "")).undocumented())
                .filteredOn(key -> key.startsWith("jobs."))
                .containsExactly("jobs.sample.mode", "jobs.sample.sources.<name>.note", "jobs.sample.more[].note");
    }
}
