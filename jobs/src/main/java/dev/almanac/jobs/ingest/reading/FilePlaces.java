package dev.almanac.jobs.ingest.reading;

import static org.apache.spark.sql.functions.broadcast;

import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.rows.Rows;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Names the file of each row that Spark read, as the listing names it, with the time it landed. */
final class FilePlaces {
    /** The column with the row's file, as Spark's {@code _metadata.file_path} has it. */
    static final String PATH = "__path";

    private static final StructType PLACE = new StructType()
            .add(PATH, DataTypes.StringType)
            .add(Rows.FILE, DataTypes.StringType)
            .add(Rows.LANDED, DataTypes.TimestampType);

    private FilePlaces() {}

    /**
     * @param rows with {@link #PATH}
     * @return the rows with {@link Rows#FILE} and {@link Rows#LANDED}
     */
    static Dataset<Row> beside(Dataset<Row> rows, List<SourceFile> files) {
        var places = files.stream()
                .map(file -> RowFactory.create(file.sparkPath(), file.path(), Timestamp.from(file.landedAt())))
                .toList();
        return rows.join(broadcast(rows.sparkSession().createDataFrame(places, PLACE)), PATH);
    }

    /**
     * How many rows Spark finds in each file that has any, by the path in the listing: counted before anything is done with them.
     *
     * @param rows with {@link #PATH}
     * @throws IllegalStateException if a row's file is not in the listing, by which its rows would be lost
     */
    static Map<String, Long> counts(Dataset<Row> rows, List<SourceFile> files) {
        var listed = files.stream().collect(Collectors.toMap(SourceFile::sparkPath, SourceFile::path));
        var counts = new HashMap<String, Long>();
        for (var row : rows.groupBy(PATH).count().collectAsList()) {
            var path = Optional.ofNullable(listed.get(row.getString(0)))
                    .orElseThrow(() -> new IllegalStateException(
                            "Spark calls a file %s, which is none of those listed.".formatted(row.getString(0))));
            counts.put(path, row.getLong(1));
        }
        return counts;
    }
}
