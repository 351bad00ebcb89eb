package dev.almanac.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.jobs.recommend.evaluate.Exam;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which recipe shall serve: every recipe and popularity are trained on the events before a global cut in time and judged
 * on the events after it.
 *
 * <p>Judged are the users who were known before the cut and did something new after it with an item that could have been
 * listed then. Users without a history are left out: whoever wins, they get the popular list.
 */
final class Contest {
    /** The recipe that is always there, and that every other has to beat. */
    static final String BASELINE = "popularity";

    private final Subject subject;
    private final EvaluationSettings settings;
    private final Instant cut;

    Contest(Subject subject, EvaluationSettings settings) {
        this.subject = subject;
        this.settings = settings;
        var end = subject.run().window().end().atZone(subject.run().zone());
        this.cut = end.minusDays(settings.days()).toInstant();
    }

    /** What {@link #hold} would do, in a sentence. */
    String plan() {
        var recipes = new ArrayList<>(List.of(BASELINE));
        recipes.addAll(new TreeMap<>(subject.settings().recipes()).keySet());
        return "recommender %s: %s compete on the events from %s to %s; the winner, trained on everything, lists up to %d items for each of %d active users"
                .formatted(
                        subject.name(),
                        String.join(", ", recipes),
                        cut,
                        subject.run().window().end(),
                        subject.settings().lists().topN(),
                        subject.activeUsers().count());
    }

    Verdict hold() {
        subject.doing("looking for events to judge by");
        var data = subject.trainingData("judged", cut);
        if (data.isEmpty()) {
            return Verdict.noContest("there are no events before the test, which begins at " + cut);
        }
        var exam = exam(data);
        if (exam.audience().isEmpty()) {
            return Verdict.noContest("no known user did anything new from " + cut + " on");
        }
        return Verdict.of(judged(data, exam), settings);
    }

    private List<Contender> judged(TrainingData data, Exam exam) {
        var contenders = new ArrayList<Contender>();
        var popularity = subject.trained(new Popularity(), "judged-" + BASELINE, data);
        var fallback = FixedOrder.of(popularity.scorer(), exam.candidates());
        contenders.add(contender(BASELINE, popularity, data, exam, fallback));
        for (Map.Entry<String, Recipe> entry : new TreeMap<>(subject.settings().recipes()).entrySet()) {
            Recommender recipe = entry.getValue().recommender();
            var model = subject.trained(recipe, "judged-" + entry.getKey(), data);
            contenders.add(contender(entry.getKey(), model, data, exam, fallback));
        }
        return contenders;
    }

    private Contender contender(String recipe, Model model, TrainingData data, Exam exam, FixedOrder fallback) {
        subject.doing("judging " + recipe);
        var figures = exam.figures(exam.metrics(exam.lists(model, fallback)));
        return new Contender(recipe, model, data.summary(), figures);
    }

    private Exam exam(TrainingData data) {
        var available = Candidates.availableAt(subject.sources().items(), cut);
        var audience = subject.remember("exam", () -> audience(data, available));
        var candidates = Candidates.of(available, subject.settings().lists().maxCandidates());
        var scale =
                new Exam.Scale(settings.k(), settings.resamples(), subject.run().seed());
        return new Exam(cut, candidates, audience, scale);
    }

    private Dataset<Row> audience(TrainingData data, Dataset<Row> available) {
        var after = subject.learnable().filter(col("event_time").geq(lit(cut)));
        var known = data.interactions().select("user_id").distinct();
        var seen = subject.seen(cut);
        var relevant = Interactions.pairs(
                        after, subject.settings().eventWeights().keySet())
                .join(known, "user_id", "left_semi")
                .join(available.select("item_id"), "item_id", "left_semi")
                .join(seen, Interactions.PAIR, "left_anti");
        return Interactions.perUser(relevant, "relevant")
                .join(Interactions.perUser(seen, "seen"), Interactions.USER, "left")
                .withColumn("personal", lit(true));
    }
}
