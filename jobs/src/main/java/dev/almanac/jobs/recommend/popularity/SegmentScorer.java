package dev.almanac.jobs.recommend.popularity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Postings;
import dev.almanac.jobs.recommend.model.Scorer;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores that are the same for everyone of a segment; items that nobody of it used have none.
 *
 * @param userSegments user_id, segment
 * @param segmentScores segment, item_id, score
 */
record SegmentScorer(Dataset<Row> userSegments, Dataset<Row> segmentScores) implements Scorer {

    @Override
    public Optional<Dataset<Row>> users() {
        return Optional.of(userSegments.select(
                col("user_id"), struct(array(col("segment")), array(lit(1.0))).as(STATE)));
    }

    @Override
    public CandidateScores over(Candidates candidates) {
        var postings = new Postings.Builder(candidates);
        var rows = segmentScores.select("segment", "item_id", "score").toLocalIterator();
        while (rows.hasNext()) {
            var row = rows.next();
            postings.put(row.getString(0), row.getString(1), row.getDouble(2));
        }
        return postings.broadcast(segmentScores.sparkSession());
    }
}
