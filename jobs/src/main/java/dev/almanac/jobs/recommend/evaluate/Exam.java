package dev.almanac.jobs.recommend.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import dev.almanac.common.config.Require;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.TopLists;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What models are judged on: full lists over all candidates, without the items seen before.
 *
 * @param from the first moment of the events to be found; no model may have seen any of them
 * @param candidates what may be listed
 * @param items what is known of these candidates
 * @param audience user_id, personal, seen (as {@link TopLists#of} wants them), relevant (array of item ids to be found,
 *     not empty), segments (array of string, such as {@code country:UK}; may be null)
 * @param scale how it is measured
 */
public record Exam(Instant from, Candidates candidates, ItemKnowledge items, Dataset<Row> audience, Scale scale) {

    /**
     * @param k how many places of a list decide
     * @param cutoffs how many places of a list count; k is always among them, ascending, each once
     * @param resamples how many bootstrap resamples an interval comes from
     * @param seed of the resamples
     */
    public record Scale(int k, List<Integer> cutoffs, int resamples, long seed) implements Serializable {
        public Scale {
            cutoffs = Stream.concat(Stream.of(k), cutoffs.stream())
                    .distinct()
                    .sorted()
                    .toList();
            Require.positive("cutoffs", cutoffs.get(0));
            Require.positive("resamples", resamples);
        }

        /** How long lists have to be. */
        public int longest() {
            return cutoffs.get(cutoffs.size() - 1);
        }

        /** Where a cut-off stands among them. */
        int place(int cutoff) {
            int place = cutoffs.indexOf(cutoff);
            if (place < 0) {
                throw new IllegalArgumentException("Judged were the first " + cutoffs + " places, not " + cutoff + ".");
            }
            return place;
        }
    }

    /**
     * The lists of a model, as they would be served.
     *
     * @param arrangement how they would be arranged
     * @param fallback the popularity order of the same training cut; a model that knows no users has an order of its own
     * @return user_id, places
     * @throws AlmanacException of kind BUG when the model was trained on events it is judged by
     */
    public Dataset<Row> lists(Model model, FixedOrder fallback, Arrangement arrangement) {
        if (model.cut().isAfter(from)) {
            throw AlmanacException.cannot(
                    Failure.BUG,
                    "judge model " + model.version(),
                    "it was trained on events up to " + model.cut() + " and the test begins at " + from,
                    "Judge a model that was trained up to the test's begin");
        }
        var scorer = model.scorer();
        var order = scorer.users().isPresent() ? fallback : FixedOrder.of(scorer, candidates);
        return TopLists.of(candidates, order, scorer).arranged(arrangement).of(audience, scale.longest());
    }

    /**
     * Judges lists in one pass over them, so there is no need to keep them. Users of the audience without a list count as
     * misses; lists of others do not count. Memory per task: eight bytes per segment, measure, cut-off and resample.
     *
     * @param lists user_id (unique), places (array of structs with item_id, best first; candidates only, none twice)
     */
    public Judgement judge(Dataset<Row> lists) {
        var context = JavaSparkContext.fromSparkContext(lists.sparkSession().sparkContext());
        var listable = context.broadcast(candidates);
        var knowledge = context.broadcast(items);
        // A local of its own: the exam itself, with its Dataset, must not go along to the executors.
        var measures = scale;
        return audience.join(lists, audience.col("user_id").equalTo(lists.col("user_id")), "left")
                .select(
                        xxhash64(audience.col("user_id")),
                        col("segments"),
                        col("places.item_id"),
                        col("relevant"),
                        col("seen"))
                .toJavaRDD()
                .treeAggregate(
                        new Tally(measures, candidates.size()),
                        (tally, row) -> {
                            var reader = new ListReader(listable.value(), knowledge.value(), measures.longest());
                            var list = reader.read(strings(row, 2), new HashSet<>(strings(row, 3)), strings(row, 4));
                            return tally.add(row.getLong(0), new HashSet<>(strings(row, 1)), list);
                        },
                        Tally::merge)
                .judgement();
    }

    private static List<String> strings(Row row, int column) {
        return row.isNullAt(column) ? List.of() : row.getList(column);
    }
}
