package dev.almanac.jobs.ingest.reading;

import static org.apache.spark.sql.functions.col;

import dev.almanac.common.quality.QuarantineReason;
import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.files.SourceFiles;
import dev.almanac.jobs.ingest.reading.FileTest.Finding;
import dev.almanac.jobs.ingest.reading.FileTest.State;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.ReadSettings.Format;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.ingest.settings.SourceSettings.Kind;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Reads the files of one source, whatever their format, in few Spark reads: one for all text files, one for each schema
 * among Parquet files. A file that cannot be read is a row of its own, with the reason.
 */
public final class SourceReader {
    private final SparkSession spark;
    private final Source source;
    private final SourceFiles listing;
    private final List<Dataset<Row>> parts = new ArrayList<>();
    private final Map<String, Long> rowsByFile = new HashMap<>();
    private final List<Row> brokenFiles = new ArrayList<>();

    /**
     * @param listing where the source's Delta table is found
     */
    public SourceReader(SparkSession spark, Source source, SourceFiles listing) {
        this.spark = spark;
        this.source = source;
        this.listing = listing;
    }

    /** Reads files; to be called once. */
    public Reading read(List<SourceFile> files) {
        var dated = new ArrayList<SourceFile>();
        for (var file : files) {
            if (file.dated()) {
                dated.add(file);
            } else {
                broken(file, QuarantineReason.UNDATED_FILE, "the name is " + file.name());
            }
        }
        if (!dated.isEmpty()) {
            switch (source.format()) {
                case CSV, CSV_MULTI_LINE, JSONL -> readText(dated);
                case PARQUET -> readParquet(dated);
                case DELTA -> readDelta(dated);
            }
        }
        parts.add(spark.createDataFrame(brokenFiles, Rows.READ));
        var broken = brokenFiles.stream().map(row -> row.getString(0)).collect(Collectors.toSet());
        return new Reading(parts.stream().reduce(Dataset::unionByName).orElseThrow(), rowsByFile, broken);
    }

    private void readText(List<SourceFile> files) {
        var findings = byPath(FileTest.compressed(spark, files));
        reportBroken(files, findings);
        for (var state : List.of(State.SOUND, State.TRUNCATED)) {
            var some = files.stream()
                    .filter(file -> findings.get(file.path()).state() == state)
                    .toList();
            if (!some.isEmpty()) {
                readLines(some, state == State.SOUND);
            }
        }
    }

    private void readLines(List<SourceFile> files, boolean whole) {
        var read = source.settings().read();
        boolean header = source.format() != Format.JSONL && read.csv().header();
        var text = new TextLines(spark, read.encoding(), header).read(files, whole);
        if (source.format() == Format.CSV_MULTI_LINE) {
            readRecords(files, text.firstLines(), whole);
            return;
        }
        text.filled().forEach((path, filled) -> rowsByFile.merge(path, filled, Long::sum));
        parts.add(
                source.format() == Format.JSONL
                        ? JsonRows.split(text.lines())
                        : new CsvRows(read.csv())
                                .split(
                                        text.lines(),
                                        text.firstLines().values().stream()
                                                .distinct()
                                                .toList()));
    }

    private void readRecords(List<SourceFile> files, Map<String, String> firstLines, boolean whole) {
        var read = source.settings().read();
        var byHeader = files.stream()
                .filter(file -> firstLines.containsKey(file.path()))
                .collect(Collectors.groupingBy(
                        file -> read.csv().header() ? firstLines.get(file.path()) : "",
                        TreeMap::new,
                        Collectors.toList()));
        byHeader.forEach((line, some) -> {
            var header = read.csv().header() ? CsvHeader.parse(line, read.csv()) : CsvHeader.configured(read.csv());
            var records = new MultiLineCsv(spark, read);
            records.counts(some, header, whole).forEach((path, count) -> rowsByFile.merge(path, count, Long::sum));
            parts.add(records.rows(some, header, whole));
        });
    }

    private void readParquet(List<SourceFile> files) {
        var findings = byPath(FileTest.parquet(spark, files));
        reportBroken(files, findings);
        var bySchema = files.stream()
                .filter(file -> findings.get(file.path()).state() == State.SOUND)
                .collect(Collectors.groupingBy(
                        file -> findings.get(file.path()).detail(), TreeMap::new, Collectors.toList()));
        for (var some : bySchema.values()) {
            some.forEach(file ->
                    rowsByFile.put(file.path(), findings.get(file.path()).rows()));
            var typed = spark.read()
                    .parquet(some.stream().map(SourceFile::literalPath).toArray(String[]::new));
            parts.add(ParquetRows.rows(typed, some));
        }
    }

    private void readDelta(List<SourceFile> files) {
        var delta = listing.delta(source);
        if (source.kind() == Kind.SNAPSHOT) {
            var newest = files.get(files.size() - 1);
            var rows = delta.rowsOfSnapshot(newest);
            rowsByFile.put(newest.path(), rows.count());
            parts.add(ParquetRows.rowsOfTable(rows, newest));
        } else {
            var rows = delta.rowsOfFiles(files);
            var paths = rows.select(col("_metadata.file_path").as(FilePlaces.PATH));
            rowsByFile.putAll(FilePlaces.counts(paths, files));
            parts.add(ParquetRows.rows(rows, files));
        }
    }

    private static Map<String, Finding> byPath(List<Finding> findings) {
        return findings.stream().collect(Collectors.toMap(Finding::path, finding -> finding));
    }

    private void reportBroken(List<SourceFile> files, Map<String, Finding> findings) {
        for (var file : files) {
            var finding = findings.get(file.path());
            switch (finding.state()) {
                case SOUND -> {}
                case TRUNCATED -> broken(file, QuarantineReason.TRUNCATED_FILE, finding.detail());
                case UNREADABLE -> broken(file, QuarantineReason.UNREADABLE_FILE, finding.detail());
            }
        }
    }

    private void broken(SourceFile file, QuarantineReason reason, String detail) {
        brokenFiles.add(RowFactory.create(
                file.path(), Timestamp.from(file.landedAt()), null, null, null, null, reason.code(), detail));
        rowsByFile.merge(file.path(), 1L, Long::sum);
    }
}
