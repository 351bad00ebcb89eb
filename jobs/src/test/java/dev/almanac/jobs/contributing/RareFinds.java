package dev.almanac.jobs.contributing;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Require;
import dev.almanac.common.contract.Table;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** CONTRIBUTING.md's example of a recommender. */
// tag::recommender
public record RareFinds(
        @Default("{}") ImplicitAls als, @Default("0.05") double penalty) implements Recommender {
    public RareFinds {
        Require.notNegative("penalty", penalty);
    }

    @Override
    public String algorithm() {
        return "rare-finds";
    }

    @Override
    public Map<String, String> parameters() {
        var all = new HashMap<>(als.parameters());
        all.put("penalty", Double.toString(penalty));
        return all;
    }

    @Override
    public String reason() {
        return "Fits what you have used so far, and few know it.";
    }

    /** The factors and the popularity, as rows of their tables: a model is never a file. */
    @Override
    public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
        var tables = new HashMap<>(als.train(data, training));
        tables.putAll(new Popularity().train(data, training));
        return tables;
    }

    /** A scorer over scorers: what the factors say, less something for every user an item already has. */
    @Override
    public Scorer scorer(Model model) {
        var taste = als.scorer(model);
        var popularity = new Popularity().scorer(model);
        return new Scorer() {
            @Override
            public Optional<Dataset<Row>> users() {
                return taste.users();
            }

            @Override
            public CandidateScores over(Candidates candidates) {
                var fit = taste.over(candidates);
                var known = popularity.over(candidates).ofEveryone(candidates.size());
                double each = penalty;
                return (user, state, scores) -> {
                    fit.fill(user, state, scores);
                    for (int i = 0; i < scores.length; i++) {
                        scores[i] -= each * Math.log1p(known[i]);
                    }
                };
            }
        };
    }
}
// end::recommender
