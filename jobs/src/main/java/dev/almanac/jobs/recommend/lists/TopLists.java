package dev.almanac.jobs.recommend.lists;

import static org.apache.spark.sql.functions.col;

import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Exact top-N lists: every candidate is scored for every user, what the user has seen is left out, and only the list
 * leaves the task. Users never meet items in a shuffle: they are joined with their own state and history, and the item
 * side comes by broadcast.
 */
public final class TopLists {
    /** One place in a list. */
    private static final StructType PLACE = new StructType()
            .add("item_id", DataTypes.StringType, false)
            .add("score", DataTypes.DoubleType, false)
            .add("origin", DataTypes.IntegerType, false)
            .add("rules", DataTypes.createArrayType(DataTypes.StringType, false), false);

    private static final StructType LIST = new StructType()
            .add("user_id", DataTypes.StringType, false)
            .add("places", DataTypes.createArrayType(PLACE, false), false);

    private final Candidates candidates;
    private final FixedOrder fallback;
    private final List<Scorer> personal;
    private final Arrangement arrangement;

    private TopLists(Candidates candidates, FixedOrder fallback, List<Scorer> personal, Arrangement arrangement) {
        this.candidates = candidates;
        this.fallback = fallback;
        this.personal = personal;
        this.arrangement = arrangement;
    }

    /**
     * The first scorer's order for the users it knows, filled up from the next where it knows too few items, and from the
     * fallback at last; a scorer that knows no users is passed over.
     */
    public static TopLists of(Candidates candidates, FixedOrder fallback, Scorer... scorers) {
        var personal = Arrays.stream(scorers)
                .filter(scorer -> scorer.users().isPresent())
                .toList();
        return new TopLists(candidates, fallback, personal, Arrangement.BY_SCORE);
    }

    /** The same lists arranged. */
    public TopLists arranged(Arrangement by) {
        return new TopLists(candidates, fallback.boosted(by), personal, by);
    }

    /**
     * A list for every user of the audience.
     *
     * @param audience user_id (unique), personal (boolean: whether the list may be made for this user in particular),
     *     seen (array of item ids to leave out, may be null)
     * @param n how long a list may be; it is shorter only when no candidate is left
     * @return user_id, places (array of item_id, score, origin, rules; best first): equal scores in the order of item ids.
     *     The origin is the number of the scorer among those that know users, from 0; their number for the fallback; -1
     *     for a place that a rule gave. A user with nothing left to list has no places.
     */
    public Dataset<Row> of(Dataset<Row> audience, int n) {
        var context = JavaSparkContext.fromSparkContext(audience.sparkSession().sparkContext());
        var scorers = new ArrayList<>(
                personal.stream().map(scorer -> scorer.over(candidates)).toList());
        var task = new ListTask(
                context.broadcast(candidates), context.broadcast(fallback), context.broadcast(arrangement), scorers, n);
        return withStates(audience).mapPartitions(task, Encoders.row(LIST));
    }

    private Dataset<Row> withStates(Dataset<Row> audience) {
        var wanted = audience.select("user_id", "personal", "seen");
        for (int i = 0; i < personal.size(); i++) {
            var states = personal.get(i)
                    .users()
                    .orElseThrow()
                    .select(col("user_id"), col(Scorer.STATE).as(Scorer.STATE + i));
            wanted = wanted.join(states, new String[] {"user_id"}, "left");
        }
        return wanted;
    }
}
