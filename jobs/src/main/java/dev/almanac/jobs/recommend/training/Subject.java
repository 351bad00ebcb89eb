package dev.almanac.jobs.recommend.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.settings.EvaluationSettings;
import dev.almanac.jobs.recommend.settings.RecommenderSettings;
import dev.almanac.jobs.recommend.sources.Sources;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One recommender in one run: its name, its settings, and what it may look at. */
public record Subject(String name, RecommenderSettings settings, Sources sources, RunContext run) {

    /** The recommenders of a domain, by name. */
    public static List<Subject> all(Inputs inputs, Map<String, RecommenderSettings> recommenders, RunContext run) {
        return new TreeMap<>(recommenders)
                .entrySet().stream()
                        .map(entry -> {
                            var kind = entry.getValue().itemSource();
                            var sources = new Sources(
                                    inputs.of(CleanTables.USERS),
                                    kind.items(inputs),
                                    kind.events(inputs),
                                    inputs.of(IngestTables.TOMBSTONES));
                            return new Subject(entry.getKey(), entry.getValue(), sources, run);
                        })
                        .toList();
    }

    /** Who gets lists: user_id, personal (whether the user has not opted out). */
    public Dataset<Row> activeUsers() {
        return settings.lists().activeUsers().of(sources);
    }

    /** The events that models may learn from: of active users, but for those who want no personal recommendations. */
    public Dataset<Row> learnable() {
        return sources.events().join(activeUsers().filter(col("personal")).select("user_id"), "user_id", "left_semi");
    }

    /** What the events before a moment teach. */
    private TrainingData trainingData(String step, Instant cut) {
        var interactions = remember(
                step + "-interactions", () -> Interactions.weighted(learnable(), settings.eventWeights(), cut));
        var users = sources.users().filter(not(col("opted_out")));
        return TrainingData.of(interactions, sources.items(), users, cut);
    }

    /** The pairs user_id, item_id not to be listed again after a moment. */
    public Dataset<Row> seen(Instant before) {
        return Interactions.pairs(sources.events().filter(col("event_time").lt(lit(before))), settings.seenTypes())
                .unionByName(settings.itemSource().neverListed(activeUsers()));
    }

    /** Trains on the events before a moment. */
    public Trainer trainer(String step, Instant cut) {
        return new Trainer(this, step, trainingData(step, cut));
    }

    /** The first moment of the events that models of this run are judged by. */
    public Instant testBegin(EvaluationSettings evaluation) {
        return run.window()
                .end()
                .atZone(run.zone())
                .minusDays(evaluation.days())
                .toInstant();
    }

    /** The day the run computes: the last of its window. */
    public LocalDate logicalDate() {
        var days = run.window().days(run.zone());
        return days.get(days.size() - 1);
    }

    public Dataset<Row> remember(String step, Supplier<Dataset<Row>> compute) {
        return run.remember(name + "-" + step, compute);
    }

    public void warn(String what) {
        run.progress().warn(name + ": " + what);
    }

    public void doing(String what) {
        run.progress().doing(name + ": " + what);
    }
}
