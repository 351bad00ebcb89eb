package dev.almanac.jobs.ingest.books;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.ingest.settings.SourceSettings.Kind;
import dev.almanac.jobs.tables.IngestTables;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The record of files already read. What it does not name is new; what it names is never read again. */
public final class Ledger {
    private static final StructType LISTED = new StructType()
            .add("source", DataTypes.StringType)
            .add("file", DataTypes.StringType)
            .add("bytes_now", DataTypes.LongType)
            .add("landed_now", DataTypes.TimestampType)
            .add("by_name", DataTypes.BooleanType);

    private static final String CHANGED = "changed after it was read, and was not read again: ";
    private static final String SEPARATOR = "; ";

    private final SparkSession spark;
    private final Dataset<Row> files;

    /**
     * @param files as {@link IngestTables#INGEST_FILES}
     */
    public Ledger(SparkSession spark, Dataset<Row> files) {
        this.spark = spark;
        this.files = files;
    }

    /**
     * How a listing differs from the record.
     *
     * @param fresh the files not read yet, by source
     * @param changed the ledger's rows of files that are no longer as they were, with a note that says so
     */
    public record Difference(Map<String, List<SourceFile>> fresh, List<Row> changed) {}

    /** Compares a listing with the record; only what differs comes to the driver. */
    public Difference compare(Map<Source, List<SourceFile>> listing) {
        var listed = new ArrayList<Row>();
        var byName = new HashMap<String, SourceFile>();
        listing.forEach((source, some) -> some.forEach(file -> {
            boolean named = source.settings().read().landedName().isPresent();
            listed.add(RowFactory.create(
                    source.name(), file.path(), file.bytes(), Timestamp.from(file.landedAt()), named));
            byName.put(source.name() + "\u0000" + file.path(), file);
        }));
        if (listed.isEmpty()) {
            return new Difference(Map.of(), List.of());
        }
        // A copy keeps a file's length but not its time, so a landing time read from the name proves nothing.
        var differs = col("bytes")
                .isNull()
                .or(col("bytes").notEqual(col("bytes_now")))
                .or(col("landed_at")
                        .notEqual(col("landed_now"))
                        .and(col("by_name").equalTo(false)));
        var rows = spark.createDataFrame(listed, LISTED)
                .join(files, new String[] {"source", "file"}, "left")
                .where(differs)
                .orderBy("source", "landed_now", "file")
                .collectAsList();
        var fresh = new HashMap<String, List<SourceFile>>();
        var changed = new ArrayList<Row>();
        for (var row : rows) {
            if (row.isNullAt(row.fieldIndex("bytes"))) {
                var key = row.getAs("source") + "\u0000" + row.getAs("file");
                fresh.computeIfAbsent(row.getAs("source"), name -> new ArrayList<>())
                        .add(byName.get(key));
            } else {
                noted(row).ifPresent(changed::add);
            }
        }
        return new Difference(fresh, changed);
    }

    private static Optional<Row> noted(Row row) {
        var change = CHANGED
                + "%d bytes of %s then, %d bytes of %s now"
                        .formatted(
                                row.<Long>getAs("bytes"),
                                row.getTimestamp(row.fieldIndex("landed_at")).toInstant(),
                                row.<Long>getAs("bytes_now"),
                                row.getTimestamp(row.fieldIndex("landed_now")).toInstant());
        var before = Objects.toString(row.getAs("note"), "");
        var note = StringUtils.substringBefore(before, SEPARATOR + CHANGED);
        note = note.isEmpty() || note.startsWith(CHANGED) ? change : note + SEPARATOR + change;
        if (note.equals(before)) {
            return Optional.empty();
        }
        var noted = note;
        var values = IngestTables.INGEST_FILES.columnNames().stream()
                .map(name -> name.equals("note") ? noted : row.get(row.fieldIndex(name)))
                .toArray();
        return Optional.of(RowFactory.create(values));
    }

    /** The landing time of the newest whole file of each snapshot source among some. */
    public Map<String, Instant> snapshotsOf(List<Source> sources) {
        var names = sources.stream()
                .filter(source -> source.kind() == Kind.SNAPSHOT)
                .map(Source::name)
                .toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        var newest = new HashMap<String, Instant>();
        files.where(col("whole").and(col("source").isInCollection(names)))
                .groupBy("source")
                .agg(max("landed_at").as("newest"))
                .collectAsList()
                .forEach(row -> newest.put(row.getString(0), row.getTimestamp(1).toInstant()));
        return newest;
    }
}
