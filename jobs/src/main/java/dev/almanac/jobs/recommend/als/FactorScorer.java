package dev.almanac.jobs.recommend.als;

import static org.apache.spark.sql.functions.col;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.tables.ModelTables;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores by the product of a user's and an item's factors. */
final class FactorScorer implements Scorer {
    private final Dataset<Row> userFactors;
    private final Dataset<Row> itemFactors;

    /**
     * @param userFactors user_id, factors
     * @param itemFactors item_id, factors
     */
    FactorScorer(Dataset<Row> userFactors, Dataset<Row> itemFactors) {
        this.userFactors = userFactors;
        this.itemFactors = itemFactors;
    }

    static FactorScorer of(Model model) {
        return new FactorScorer(model.rows(ModelTables.ALS_USER_FACTORS), model.rows(ModelTables.ALS_ITEM_FACTORS));
    }

    @Override
    public Optional<Dataset<Row>> users() {
        return Optional.of(userFactors.select(col("user_id"), col("factors").as(STATE)));
    }

    @Override
    public CandidateScores over(Candidates candidates) {
        var blocks = new FactorBlocks.Builder(candidates.size());
        // One partition at a time: the driver holds the blocks and one partition of rows, never all rows.
        var rows = itemFactors.select("item_id", "factors").toLocalIterator();
        while (rows.hasNext()) {
            var row = rows.next();
            int number = candidates.number(row.getString(0));
            if (number >= 0) {
                blocks.put(number, row.getList(1));
            }
        }
        return blocks.broadcast(itemFactors.sparkSession());
    }
}
