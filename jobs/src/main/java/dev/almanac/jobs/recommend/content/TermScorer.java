package dev.almanac.jobs.recommend.content;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Postings;
import dev.almanac.jobs.recommend.model.Scorer;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores by the cosine of a user's and an item's terms.
 *
 * @param userTerms user_id, terms, weights
 * @param itemTerms item_id, terms, weights
 */
record TermScorer(Dataset<Row> userTerms, Dataset<Row> itemTerms) implements Scorer {

    @Override
    public Optional<Dataset<Row>> users() {
        return Optional.of(userTerms.select(
                col("user_id"), struct(col("terms"), col("weights")).as(STATE)));
    }

    @Override
    public CandidateScores over(Candidates candidates) {
        var postings = new Postings.Builder(candidates);
        var rows = itemTerms.select("item_id", "terms", "weights").toLocalIterator();
        while (rows.hasNext()) {
            var row = rows.next();
            List<String> terms = row.getList(1);
            List<Double> weights = row.getList(2);
            for (int i = 0; i < terms.size(); i++) {
                postings.put(terms.get(i), row.getString(0), weights.get(i));
            }
        }
        return postings.broadcast(itemTerms.sparkSession());
    }
}
