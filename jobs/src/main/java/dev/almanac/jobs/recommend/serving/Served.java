package dev.almanac.jobs.recommend.serving;

import dev.almanac.jobs.recommend.contest.Competitors;
import dev.almanac.jobs.recommend.contest.Verdict;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.popularity.SegmentPopularity;
import dev.almanac.jobs.recommend.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The models behind a recommender's lists, fitted to everything before the window's end.
 *
 * @param champion whose order the users get
 * @param alike what is popular with users alike, for users nothing is known of; absent when nothing says who is alike
 * @param fallback the better baseline, for whom and what the others do not know; the champion itself when it won
 */
public record Served(Model champion, Optional<Model> alike, Model fallback) {

    /** Fits the winner of a contest, and what it falls back on, to everything before the window's end. */
    public static Served fit(Competitors competitors, Verdict verdict, Trainer trainer, Optional<String> coldBy) {
        var fallback = trainer.train(competitors.baselines().get(verdict.baselineName()));
        var alike = coldBy.map(attribute -> trainer.train(new SegmentPopularity(attribute)));
        var champion = trainer.train(competitors.recipe(verdict.winner()));
        return new Served(champion, alike, fallback);
    }

    public boolean baselineWon() {
        return champion.version().equals(fallback.version());
    }

    /** The models in the order in which they fill a list, the fallback last. */
    public List<Model> chain() {
        var chain = new ArrayList<Model>();
        if (!baselineWon()) {
            chain.add(champion);
        }
        alike.ifPresent(chain::add);
        chain.add(fallback);
        return chain;
    }

    /**
     * The scorers of the models that know users, in the order of {@link #chain}.
     *
     * @param scorerOf makes them
     * @param interactions user_id of those who have some, and so are not cold
     */
    public List<Scorer> scorers(Function<Model, Scorer> scorerOf, Dataset<Row> interactions) {
        var scorers = new ArrayList<Scorer>();
        if (!baselineWon()) {
            scorers.add(scorerOf.apply(champion));
        }
        alike.ifPresent(model -> scorers.add(new ForColdUsers(scorerOf.apply(model), interactions)));
        return scorers;
    }
}
