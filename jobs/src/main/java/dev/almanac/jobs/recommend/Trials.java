package dev.almanac.jobs.recommend;

import dev.almanac.jobs.recommend.contest.Examination;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.search.Search.Figures;
import dev.almanac.jobs.recommend.settings.SearchSettings;
import dev.almanac.jobs.recommend.training.Subject;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Judges recipes on the validation window, which ends where the night's test window begins. What it found is kept, so that
 * a search that was killed goes on where it was.
 */
final class Trials {
    private static final StructType FIGURES =
            new StructType().add("ndcg", DataTypes.DoubleType, false).add("users", DataTypes.LongType, false);

    private final Subject subject;
    private final SearchSettings settings;
    /** Prepared when the first trial needs it: none does when all were finished before a crash. */
    private Examination examination;

    Trials(Subject subject, SearchSettings settings) {
        this.subject = subject;
        this.settings = settings;
    }

    Figures judge(int number, Recommender recipe) {
        var budget = settings.budget();
        subject.doing(
                "trial %d of up to %d: %s".formatted(number, budget.trials() + budget.blends(), recipe.algorithm()));
        var row = subject.remember(
                        "trial-" + number,
                        () -> subject.run().spark().createDataFrame(List.of(judged(recipe)), FIGURES))
                .first();
        return new Figures(row.getDouble(0), row.getLong(1));
    }

    private Row judged(Recommender recipe) {
        if (examination().obstacle().isPresent()) {
            return RowFactory.create(0.0, 0L);
        }
        var contender = examination().judge(recipe.algorithm(), recipe);
        double ndcg = contender.ndcg(settings.evaluation().k());
        return RowFactory.create(ndcg, contender.judgement().users());
    }

    private Examination examination() {
        if (examination == null) {
            var until = subject.testBegin(settings.evaluation());
            var cut = until.minus(Duration.ofDays(settings.validationDays()));
            var window = new Examination.Window("validated", cut, until);
            examination = new Examination(subject, settings.evaluation(), window);
        }
        return examination;
    }
}
