package dev.almanac.jobs.recommend.contest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.jobs.recommend.evaluate.Exam;
import dev.almanac.jobs.recommend.evaluate.ItemKnowledge;
import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.recommend.rules.HouseRules;
import dev.almanac.jobs.recommend.settings.EvaluationSettings;
import dev.almanac.jobs.recommend.training.Interactions;
import dev.almanac.jobs.recommend.training.Segments;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.recommend.training.Trainer;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains recipes on the events before a global cut in time and judges them on the events after it.
 *
 * <p>Judged are lists as they would be served, after the recommender's business rules. Judged are the users who were known
 * before the cut and did something new after it with an item that could have been listed then. Users without a history are
 * left out: whatever serves, they get the popular list.
 */
public final class Examination {
    private final Subject subject;
    private final EvaluationSettings settings;
    private final Window window;
    private final Trainer trainer;
    private final Exam exam;
    private final FixedOrder fallback;
    private final Arrangement arrangement;

    /**
     * @param step names it among the steps of a run
     * @param cut the first moment of the events to be found
     * @param until the first moment after them
     */
    public record Window(String step, Instant cut, Instant until) {}

    public Examination(Subject subject, EvaluationSettings settings, Window window) {
        this.subject = subject;
        this.settings = settings;
        this.window = window;
        this.trainer = subject.trainer(window.step(), window.cut());
        var rules = new HouseRules(subject.settings().lists(), window.cut());
        var available = rules.allowed(Candidates.availableAt(subject.sources().items(), window.cut()));
        this.exam = exam(available);
        this.arrangement = rules.arrangement(available, exam.candidates());
        var popularity = trainer.train(new Popularity());
        this.fallback = FixedOrder.of(popularity.scorer(), exam.candidates());
    }

    /** Whether there is anything to learn from before the test. */
    boolean hasTaught() {
        return !trainer.data().isEmpty();
    }

    /** Why nothing can be judged, if so. */
    public Optional<String> obstacle() {
        if (!hasTaught()) {
            return Optional.of("there are no events before the test, which begins at " + window.cut());
        }
        return exam.audience().isEmpty()
                ? Optional.of("no known user did anything new from " + window.cut() + " on")
                : Optional.empty();
    }

    public Contender judge(String name, Recommender recipe) {
        var model = trainer.train(recipe);
        subject.doing("judging " + name);
        return new Contender(name, model, exam.judge(exam.lists(model, fallback, arrangement)));
    }

    private Exam exam(Dataset<Row> available) {
        var audience = subject.remember(window.step() + "-exam", () -> audience(trainer.data(), available));
        var candidates = Candidates.of(available, subject.settings().lists().maxCandidates());
        var scale = new Exam.Scale(
                settings.k(),
                settings.cutoffs(),
                settings.resamples(),
                subject.run().seed());
        var items = ItemKnowledge.of(
                available, trainer.data().interactions(), candidates, window.cut(), settings.youngDays());
        return new Exam(window.cut(), candidates, items, audience, scale);
    }

    private Dataset<Row> audience(TrainingData data, Dataset<Row> available) {
        var time = col("event_time");
        var after = subject.learnable().filter(time.geq(lit(window.cut())).and(time.lt(lit(window.until()))));
        var known = data.interactions().select("user_id").distinct();
        var seen = subject.seen(window.cut());
        var relevant = Interactions.pairs(
                        after, subject.settings().eventWeights().keySet())
                .join(known, "user_id", "left_semi")
                .join(available.select("item_id"), "item_id", "left_semi")
                .join(seen, Interactions.pair(), "left_anti");
        var segments = Segments.of(data.interactions(), subject.sources().users(), settings.segments());
        return Interactions.perUser(relevant, "relevant")
                .join(Interactions.perUser(seen, "seen"), Interactions.user(), "left")
                .join(segments, Interactions.user(), "left")
                .withColumn("personal", lit(true));
    }
}
