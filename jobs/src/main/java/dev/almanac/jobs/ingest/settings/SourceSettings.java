package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import java.util.Map;

/**
 * One source: files of one layout whose rows go to one clean table. Several sources may share a path.
 *
 * @param path a file, a folder or a glob on any Hadoop file system; for Delta the table's folder
 * @param target the clean table the rows go to, by its name
 * @param kind how the rows relate to those already there
 * @param columns the mapping, by column of the target
 * @param read how the files are read
 * @param rules what is accepted
 */
public record SourceSettings(
        @Meaning("A file, a folder or a glob on any Hadoop file system; for Delta the table's folder.")
        String path,

        @Meaning("The clean table the rows go to, by its name.")
        String target,

        @Meaning("How the rows relate to those already there; a file of a snapshot holds everything there is.")
        @Default("events")
        Kind kind,

        @Meaning("The mapping, by column of the target.") Map<String, Mapping> columns,
        @Meaning("How the files are read.") ReadSettings read,
        @Meaning("What is accepted.") @Default("{}") RuleSettings rules) {
    public SourceSettings {
        Require.notBlank("path", path);
        Require.that(!columns.isEmpty(), "columns", "{}", "must map at least one column");
    }

    /** How the rows of a source relate to those already there. */
    public enum Kind {
        /** Each row happened once: the first with an id is kept, later ones are duplicates. */
        EVENTS,
        /** Each row is a version of something: the newest {@code updated_at} wins. */
        CHANGES,
        /** Each file holds everything as of its landing time: what is missing from it is gone. */
        SNAPSHOT
    }
}
