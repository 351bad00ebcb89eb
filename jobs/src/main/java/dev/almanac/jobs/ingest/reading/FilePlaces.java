package dev.almanac.jobs.ingest.reading;

import static org.apache.spark.sql.functions.broadcast;

import dev.almanac.jobs.ingest.files.SourceFile;
import dev.almanac.jobs.ingest.rows.Rows;
import java.sql.Timestamp;
import java.util.List;
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
}
