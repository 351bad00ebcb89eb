package dev.almanac.benchmarks.occupations;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Real occupations as items, described by what O*NET says of them: skills and fields of knowledge that matter, and
 * technologies, are tags; the description is the text.
 *
 * @param folder with occupations.csv.gz, skills.csv.gz and technology.csv.gz
 */
record Occupations(SparkSession spark, Path folder) {
    /** On O*NET's scale of importance from 1 to 5. */
    private static final double IMPORTANT = 3;

    /**
     * @return with the columns of {@code CleanTables.ITEMS} that recommenders read: item_id (the O*NET-SOC code), title, tags, text
     * @throws AlmanacException of kind INPUT when a file is missing
     */
    Dataset<Row> items() {
        var matters = col("importance").cast("double").geq(IMPORTANT);
        var skills = perOccupation(read("skills.csv.gz").filter(matters), "name", "skills");
        var tools = perOccupation(read("technology.csv.gz"), "technology", "tools");
        var none = array().cast("array<string>");
        return read("occupations.csv.gz")
                .join(skills, occupation(), "left")
                .join(tools, occupation(), "left")
                .select(
                        col("occupation").as("item_id"),
                        col("title"),
                        lit(null).cast("string").as("category"),
                        array_union(coalesce(col("skills"), none), coalesce(col("tools"), none))
                                .as("tags"),
                        col("description").as("text"),
                        lit(null).cast("timestamp").as("available_from"));
    }

    private Dataset<Row> read(String name) {
        var file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw AlmanacException.cannot(
                    Failure.INPUT,
                    "read the occupations",
                    "there is no " + file,
                    "Pass the folder with O*NET's files as --data");
        }
        return spark.read().option("header", true).option("escape", "\"").csv(file.toString());
    }

    private static Dataset<Row> perOccupation(Dataset<Row> rows, String column, String as) {
        return rows.groupBy("occupation").agg(collect_set(column).as(as));
    }

    private static String[] occupation() {
        return new String[] {"occupation"};
    }
}
