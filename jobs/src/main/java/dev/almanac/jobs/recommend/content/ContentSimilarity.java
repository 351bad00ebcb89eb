package dev.almanac.jobs.recommend.content;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.tables.ModelTables;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lists what reads like what the user liked: an item is the TF-IDF vector of its tags and words (Salton, Buckley,
 * "Term-weighting approaches in automatic text retrieval", IPM 24(5), 1988), a user the mean of the items they used, weighted
 * by use; the score is the cosine of the two. It knows every item that has a text, also those nobody has used yet.
 *
 * @param minItems terms in fewer items are left out
 * @param tagWeight how many words a tag counts as much as
 * @param termsPerUser how many of a user's strongest terms are kept
 */
public record ContentSimilarity(
        @Meaning("Terms in fewer items are left out.") @Default("2")
        int minItems,

        @Meaning("How many words a tag counts as much as.") @Default("3")
        int tagWeight,

        @Meaning("How many of a user's strongest terms are kept.") @Default("200")
        int termsPerUser)
        implements Recommender {

    public ContentSimilarity {
        Require.positive("min-items", minItems);
        Require.positive("tag-weight", tagWeight);
        Require.positive("terms-per-user", termsPerUser);
    }

    @Override
    public String algorithm() {
        return "content-similarity";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "min-items", Integer.toString(minItems),
                "tag-weight", Integer.toString(tagWeight),
                "terms-per-user", Integer.toString(termsPerUser));
    }

    @Override
    public String reason() {
        return "Similar to what you have used so far.";
    }

    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        var published = data.items()
                .filter(col("available_from").isNull().or(col("available_from").leq(lit(data.cut()))));
        var items = training.remember("item-terms", () -> ItemTerms.of(published, minItems, tagWeight));
        var users = training.remember("user-terms", () -> UserTerms.of(data.interactions(), items, termsPerUser));
        return Map.of(ModelTables.ITEM_TERMS, items, ModelTables.USER_TERMS, users);
    }

    /** Scores items for items, by the cosine of their terms: the items stand for the users. */
    public static Scorer between(Model model) {
        var items = model.rows(ModelTables.ITEM_TERMS);
        return new TermScorer(items.withColumnRenamed("item_id", "user_id"), items);
    }

    @Override
    public Scorer scorer(Model model) {
        return new TermScorer(model.rows(ModelTables.USER_TERMS), model.rows(ModelTables.ITEM_TERMS));
    }
}
