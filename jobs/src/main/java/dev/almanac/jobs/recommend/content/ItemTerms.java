package dev.almanac.jobs.recommend.content;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.transform;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.feature.StopWordsRemover;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What items read like: TF-IDF of their tags and words, by Spark ML. */
final class ItemTerms {
    /** A tag is a term of its own, which no word of a text can be. */
    private static final String TAG = "#";

    /** Words start with a letter and keep what belongs to a name, as in c++, c# or node.js. */
    private static final String WORD = "\\p{L}[\\p{L}\\p{N}+#]*(?:\\.\\p{L}[\\p{L}\\p{N}]*)*";

    private static final StructType ENTRY = new StructType()
            .add("item_id", DataTypes.StringType, false)
            .add("term", DataTypes.StringType, false)
            .add("weight", DataTypes.DoubleType, false);

    private ItemTerms() {}

    /**
     * @param items with the columns of {@code CleanTables.ITEMS}
     * @param minItems terms in fewer items are left out
     * @param tagWeight how many words a tag counts as much as
     * @return item_id, terms (array of string, in their order; tags begin with {@code #}), weights (array of double, of
     *     length 1 as a vector); items without any term are left out
     */
    static Dataset<Row> of(Dataset<Row> items, int minItems, int tagWeight) {
        var termed = termed(items, tagWeight);
        if (commonTerms(termed, minItems).isEmpty()) {
            // CountVectorizer refuses an empty vocabulary.
            return Vectors.ofLengthOne(items.sparkSession().createDataFrame(List.of(), ENTRY), "item_id");
        }
        var counts = new CountVectorizer()
                .setInputCol("terms")
                .setOutputCol("counts")
                .setMinDF(minItems)
                .fit(termed);
        var counted = counts.transform(termed);
        var weighed = new IDF()
                .setInputCol("counts")
                .setOutputCol("weights")
                .fit(counted)
                .transform(counted);
        return Vectors.ofLengthOne(entries(weighed, counts), "item_id");
    }

    /** item_id, terms (array of string, in the order of the text, with repetitions). */
    private static Dataset<Row> termed(Dataset<Row> items, int tagWeight) {
        var described = items.withColumn("words", concat_ws(" ", col("title"), col("category"), col("text")));
        var tokens = new RegexTokenizer()
                .setInputCol("words")
                .setOutputCol("tokens")
                .setGaps(false)
                .setPattern(WORD)
                .transform(described);
        var spoken = new StopWordsRemover()
                .setInputCol("tokens")
                .setOutputCol("spoken")
                .transform(tokens);
        return spoken.select(
                col("item_id"), concat(col("spoken"), tags(tagWeight)).as("terms"));
    }

    private static Dataset<Row> commonTerms(Dataset<Row> termed, int minItems) {
        return termed.select(explode(array_distinct(col("terms"))).as("term"))
                .groupBy("term")
                .count()
                .filter(col("count").geq(minItems));
    }

    private static Column tags(int weight) {
        var tags = coalesce(col("tags"), expr("array()").cast("array<string>"));
        return flatten(transform(tags, tag -> array_repeat(concat(lit(TAG), lower(tag)), weight)));
    }

    /** item_id, term, weight: a model knows its terms by name, so that any engine can explain a score. */
    private static Dataset<Row> entries(Dataset<Row> weighed, CountVectorizerModel counts) {
        var vocabulary = counts.vocabulary();
        FlatMapFunction<Row, Row> entries = row -> {
            var vector = ((Vector) row.get(1)).toSparse();
            var indices = vector.indices();
            var values = vector.values();
            return IntStream.range(0, indices.length)
                    .filter(i -> values[i] > 0)
                    .mapToObj(i -> RowFactory.create(row.getString(0), vocabulary[indices[i]], values[i]))
                    .iterator();
        };
        return weighed.select("item_id", "weights").flatMap(entries, Encoders.row(ENTRY));
    }
}
