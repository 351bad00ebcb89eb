package dev.almanac.jobs.recommend;

import dev.almanac.jobs.recommend.blend.Blend;
import dev.almanac.jobs.recommend.model.Recommender;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A random search (Bergstra, Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 13, 2012): the algorithms take
 * turns, each with settings drawn from its ranges; then blends of the best of each, with weights drawn from the simplex.
 *
 * <p>Every finished trial is kept, so that a search that was killed goes on where it was.
 */
final class Search {
    private static final StructType FIGURES =
            new StructType().add("ndcg", DataTypes.DoubleType, false).add("users", DataTypes.LongType, false);

    private final Subject subject;
    private final SearchSettings settings;
    private final Supplier<Examination> examination;
    private final List<Trial> trials = new ArrayList<>();

    /** @param number from 1 */
    record Trial(int number, Recommender recipe, double ndcg, long users) {}

    /** @param examination prepared when the first trial needs it: none does when all were finished before a crash */
    Search(Subject subject, SearchSettings settings, Supplier<Examination> examination) {
        this.subject = subject;
        this.settings = settings;
        this.examination = examination;
    }

    /** The trials, in their order. */
    List<Trial> run() {
        var algorithms = settings.algorithms();
        for (int i = 0; i < settings.budget().trials() && isTimeLeft(); i++) {
            attempt(algorithms.get(i % algorithms.size()).draw(random(i)));
        }
        int singles = trials.size();
        var best = best(trials);
        for (int i = 0; i < settings.budget().blends() && best.size() > 1 && isTimeLeft(); i++) {
            attempt(blend(best.values(), random(singles + i)));
        }
        return List.copyOf(trials);
    }

    /** The best trial of each algorithm, the first among equals. */
    static Map<String, Trial> best(List<Trial> trials) {
        var best = new LinkedHashMap<String, Trial>();
        trials.forEach(trial ->
                best.merge(trial.recipe().algorithm(), trial, (one, other) -> other.ndcg() > one.ndcg() ? other : one));
        return best;
    }

    private boolean isTimeLeft() {
        return subject.run()
                        .services()
                        .stopwatch()
                        .elapsed()
                        .compareTo(settings.budget().time())
                < 0;
    }

    /** Of its own for each trial, so that one more algorithm or trial leaves the others as they are. */
    private SplittableRandom random(int trial) {
        return new SplittableRandom(subject.run().seed() * 31 + subject.name().hashCode() + 1_000_003L * trial);
    }

    private void attempt(Recommender recipe) {
        int number = trials.size() + 1;
        int all = settings.budget().trials() + settings.budget().blends();
        subject.doing("trial %d of up to %d: %s".formatted(number, all, recipe.algorithm()));
        var figures = subject.remember("trial-" + number, () -> figures(recipe)).first();
        trials.add(new Trial(number, recipe, figures.getDouble(0), figures.getLong(1)));
    }

    private Dataset<Row> figures(Recommender recipe) {
        var contender = examination.get().judge(recipe.algorithm(), recipe);
        var row = RowFactory.create(
                contender.ndcg(settings.evaluation().k()), contender.judgement().users());
        return subject.run().spark().createDataFrame(List.of(row), FIGURES);
    }

    /** Weights that are uniform on the simplex: exponential numbers, divided by their sum. */
    private static Blend blend(Collection<Trial> parts, SplittableRandom random) {
        var weights = parts.stream()
                .mapToDouble(part -> -Math.log(1 - random.nextDouble()))
                .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        var ingredients = new ArrayList<Blend.Ingredient>();
        for (var part : parts) {
            double weight = Math.max(1, Math.round(weights[ingredients.size()] / sum * 100)) / 100.0;
            ingredients.add(new Blend.Ingredient(part.recipe().algorithm(), part.recipe(), weight));
        }
        ingredients.sort(Comparator.comparing(Blend.Ingredient::name));
        return new Blend(ingredients);
    }
}
