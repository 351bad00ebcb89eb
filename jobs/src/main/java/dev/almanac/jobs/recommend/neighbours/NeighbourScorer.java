package dev.almanac.jobs.recommend.neighbours;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Postings;
import dev.almanac.jobs.recommend.model.Scorer;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores by the similarity of an item to what the user used.
 *
 * @param histories user_id, item_ids, weights
 * @param neighbours item_id, neighbour_id, similarity
 */
record NeighbourScorer(Dataset<Row> histories, Dataset<Row> neighbours) implements Scorer {

    @Override
    public Optional<Dataset<Row>> users() {
        return Optional.of(histories.select(
                col("user_id"), struct(col("item_ids"), col("weights")).as(STATE)));
    }

    /** An item leads to the candidates it is a neighbour of: from what was used to what is alike. */
    @Override
    public CandidateScores over(Candidates candidates) {
        var postings = new Postings.Builder(candidates);
        var rows = neighbours.select("neighbour_id", "item_id", "similarity").toLocalIterator();
        while (rows.hasNext()) {
            var row = rows.next();
            postings.put(row.getString(0), row.getString(1), row.getDouble(2));
        }
        return postings.broadcast(neighbours.sparkSession());
    }
}
