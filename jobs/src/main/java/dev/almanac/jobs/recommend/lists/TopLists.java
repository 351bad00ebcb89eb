package dev.almanac.jobs.recommend.lists;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Scorer;
import java.util.Optional;
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
            .add("personal", DataTypes.BooleanType, false);

    private static final StructType LIST = new StructType()
            .add("user_id", DataTypes.StringType, false)
            .add("places", DataTypes.createArrayType(PLACE, false), false);

    private final Candidates candidates;
    private final FixedOrder fallback;
    private final Optional<Scorer> personal;

    private TopLists(Candidates candidates, FixedOrder fallback, Optional<Scorer> personal) {
        this.candidates = candidates;
        this.fallback = fallback;
        this.personal = personal;
    }

    /** The same order for everyone, less what each has seen. */
    public static TopLists of(Candidates candidates, FixedOrder fallback) {
        return new TopLists(candidates, fallback, Optional.empty());
    }

    /**
     * The scorer's order for the users it knows, filled up from the fallback where it knows too few items; the fallback
     * for all others.
     */
    public static TopLists of(Candidates candidates, FixedOrder fallback, Scorer scorer) {
        return new TopLists(
                candidates, fallback, Optional.of(scorer).filter(s -> s.users().isPresent()));
    }

    /**
     * A list for every user of the audience.
     *
     * @param audience user_id (unique), personal (boolean: whether the list may be made for this user in particular),
     *     seen (array of item ids to leave out, may be null)
     * @param n how long a list may be; it is shorter only when no candidate is left
     * @return user_id, places (array of item_id, score, personal; best first): equal scores in the order of item ids.
     *     A user with nothing left to list has no places.
     */
    public Dataset<Row> of(Dataset<Row> audience, int n) {
        var context = JavaSparkContext.fromSparkContext(audience.sparkSession().sparkContext());
        CandidateScores scores = personal.map(scorer -> scorer.over(candidates)).orElse(null);
        var task = new ListTask(context.broadcast(candidates), context.broadcast(fallback), scores, n);
        return withState(audience).mapPartitions(task, Encoders.row(LIST));
    }

    private Dataset<Row> withState(Dataset<Row> audience) {
        var wanted = audience.select("user_id", "personal", "seen");
        return personal.flatMap(Scorer::users)
                .map(states -> wanted.join(states, wanted.col("user_id").equalTo(states.col("user_id")), "left")
                        .select(wanted.col("user_id"), col("personal"), col("seen"), col(Scorer.STATE)))
                .orElseGet(() -> wanted.withColumn(Scorer.STATE, lit(null).cast("string")));
    }
}
