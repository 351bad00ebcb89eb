package dev.almanac.jobs.recommend.evaluate;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.TopLists;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What models are judged on: full lists over all candidates, without the items seen before.
 *
 * @param from the first moment of the events to be found; no model may have seen any of them
 * @param candidates what may be listed
 * @param audience user_id, personal, seen (as {@link TopLists#of} wants them), relevant (array of item ids to be found,
 *     not empty)
 * @param scale how it is measured
 */
public record Exam(Instant from, Candidates candidates, Dataset<Row> audience, Scale scale) {

    /**
     * @param k how many places of a list count
     * @param resamples how many bootstrap resamples an interval comes from
     * @param seed of the resamples
     */
    public record Scale(int k, int resamples, long seed) {}

    /**
     * The lists of a model, as they would be served.
     *
     * @param fallback the popularity order of the same training cut
     * @return user_id, places
     * @throws AlmanacException of kind BUG when the model was trained on events it is judged by
     */
    public Dataset<Row> lists(Model model, FixedOrder fallback) {
        if (model.cut().isAfter(from)) {
            throw AlmanacException.cannot(
                    Failure.BUG,
                    "judge model " + model.version(),
                    "it was trained on events up to " + model.cut() + " and the test begins at " + from,
                    "Judge a model that was trained up to the test's begin");
        }
        return TopLists.of(candidates, fallback, model.scorer()).of(audience, scale.k());
    }

    /** Every metric of lists made by {@link #lists}, by user, as {@link UserMetrics} gives them. */
    public Dataset<Row> metrics(Dataset<Row> lists) {
        return UserMetrics.of(lists, audience.select("user_id", "relevant"), scale.k());
    }

    /** The figures of metrics made by {@link #metrics}. */
    public Resamples figures(Dataset<Row> metrics) {
        return Resamples.of(metrics, scale.seed(), scale.resamples());
    }
}
