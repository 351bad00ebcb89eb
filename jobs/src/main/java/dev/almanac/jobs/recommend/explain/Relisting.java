package dev.almanac.jobs.recommend.explain;

import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.TopLists;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.serving.Served;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes one user's list again, with the code and from the tables that made it. */
final class Relisting {
    private static final StructType AUDIENCE = new StructType()
            .add("user_id", DataTypes.StringType, false)
            .add("personal", DataTypes.BooleanType, false)
            .add("seen", DataTypes.createArrayType(DataTypes.StringType, false), false);

    private final Reader reader;
    private final Served served;
    private final Candidates candidates;
    private final FixedOrder popular;
    private final Map<String, List<OneUser>> parts = new HashMap<>();
    private final List<OneUser> scorers;

    /**
     * Whom the list is for.
     *
     * @param personal whether the user has not opted out
     * @param seen items that are not to be listed
     * @param interactions user_id: empty for a user nothing is known of
     */
    record Reader(String userId, boolean personal, List<String> seen, Dataset<Row> interactions) {}

    Relisting(Reader reader, Served served, Candidates candidates) {
        this.reader = reader;
        this.served = served;
        this.candidates = candidates;
        this.popular = FixedOrder.of(served.fallback().scorer(), candidates);
        this.scorers = served.scorers(this::scorer, reader.interactions()).stream()
                .map(this::read)
                .toList();
    }

    /** A model's scorer; the parts of a blend are kept to be looked at one by one. */
    private Scorer scorer(Model model) {
        if (model.recipe() instanceof Blend blend) {
            var own = model.parts().stream().map(part -> read(part.scorer())).toList();
            parts.put(model.version(), own);
            return blend.scorer(List.<Scorer>copyOf(own));
        }
        return model.scorer();
    }

    private OneUser read(Scorer scorer) {
        return OneUser.of(scorer, candidates, reader.userId());
    }

    Basis basis() {
        if (!reader.personal()) {
            return Basis.OPTED_OUT;
        }
        for (int i = 0; i < scorers.size(); i++) {
            if (scorers.get(i).scores().isPresent()) {
                boolean first = i == 0 && !served.baselineWon();
                return first ? Basis.PERSONAL : Basis.ALIKE;
            }
        }
        return served.baselineWon() ? Basis.BASELINE : Basis.COLD;
    }

    /** The items of the list, best first. */
    List<String> list(Arrangement arrangement, int n) {
        var spark = reader.interactions().sparkSession();
        var row = RowFactory.create(
                reader.userId(), reader.personal(), reader.seen().toArray(String[]::new));
        return TopLists.of(candidates, popular, scorers.toArray(Scorer[]::new))
                .arranged(arrangement)
                .of(spark.createDataFrame(List.of(row), AUDIENCE), n)
                .selectExpr("places.item_id")
                .first()
                .getList(0);
    }

    /** By the first model that knows the user and has a score for the candidate; by popularity at last. */
    Standing standing(int candidate, Arrangement arrangement) {
        var left = leftAnd(candidate);
        int of = left.cardinality();
        int ahead = 0;
        for (int i = 0; reader.personal() && i < scorers.size(); i++) {
            var said = scorers.get(i).scores();
            if (said.isPresent()) {
                var model = served.chain().get(i);
                var score = new CandidateScore(candidate, said.get(), arrangement);
                if (score.isPresent()) {
                    int rank = ahead + 1 + score.better(left);
                    var made = score.parts(model, parts.getOrDefault(model.version(), List.of()));
                    return new Standing(model.version(), model.recipe().algorithm(), score.value(), rank, of, made);
                }
                ahead += score.takeScored(left);
            }
        }
        var model = served.fallback();
        var score = new CandidateScore(candidate, popular.scores(), arrangement);
        int rank = ahead + 1 + score.better(left);
        var made = score.parts(model, List.of());
        return new Standing(model.version(), model.recipe().algorithm(), score.value(), rank, of, made);
    }

    /** The candidates that the user has not seen, and the one that is asked for. */
    private BitSet leftAnd(int candidate) {
        var left = new BitSet(candidates.size());
        left.set(0, candidates.size());
        reader.seen().stream()
                .mapToInt(candidates::number)
                .filter(number -> number >= 0)
                .forEach(left::clear);
        left.set(candidate);
        return left;
    }
}
