package dev.almanac.jobs.ingest.settings;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How a source's files are read.
 *
 * @param format the layout of the files; text formats may be compressed (.gz, .bz2), by the ending of their names
 * @param encoding the encoding of text formats
 * @param zone the zone of times that are written without one; the domain's, if absent
 * @param csv the layout of CSV
 * @param landedName when a file landed, read from its name instead of its modification time
 */
public record ReadSettings(
        @Meaning("The layout of the files; text formats may be compressed (.gz, .bz2), by the ending of their names.")
        Format format,

        @Meaning("The encoding of text formats.") @Default("utf-8")
        Encoding encoding,

        @Meaning("The zone of times that are written without one; the domain's, if absent.")
        Optional<ZoneId> zone,

        @Meaning("The layout of CSV.") @Default("{}") CsvSettings csv,

        @Meaning(
                "When a file landed, read from its name instead of its modification time. The settle time does not hold for such a file: write it under a name that begins with _ or . and rename it when it is whole.")
        Optional<LandedName> landedName) {

    /** The layouts that can be read. */
    public enum Format {
        /** One row per line. */
        CSV,
        /** CSV whose quoted values may hold line breaks; lines are then counted as records, and files read whole. */
        CSV_MULTI_LINE,
        /** One JSON object per line. */
        JSONL,
        PARQUET,
        /** The active files of a Delta table. */
        DELTA;

        /** Whether every row of a file has the same columns. */
        public boolean hasHeader() {
            return this != JSONL;
        }
    }

    /** The encodings that can be told apart line by line. */
    public enum Encoding {
        UTF_8(StandardCharsets.UTF_8),
        ISO_8859_1(StandardCharsets.ISO_8859_1),
        US_ASCII(StandardCharsets.US_ASCII);

        private final Charset charset;

        Encoding(Charset charset) {
            this.charset = charset;
        }

        /** As Java knows it. */
        public Charset charset() {
            return charset;
        }
    }
}
